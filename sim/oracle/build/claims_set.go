package build

// setClaims: CMD and ENTRYPOINT set, override, reset (section 3).
var setClaims = []claim{
	{rule: "21", text: "FROM b¶CMD [\"a\"]¶CMD [\"b\"]", want: `{"Entrypoint":["/base-ep"],"Cmd":["b"]}`},
	{rule: "21", text: "FROM b¶ENTRYPOINT [\"a\"]¶ENTRYPOINT [\"b\"]", want: `{"Entrypoint":["b"],"Cmd":null}`},
	{rule: "22", text: "FROM b", want: `{"Entrypoint":["/base-ep"],"Cmd":["base-cmd"]}`},
	{rule: "22", text: "FROM b¶CMD [\"c\"]", want: `{"Entrypoint":["/base-ep"],"Cmd":["c"]}`},
	{rule: "22", text: "FROM b¶ENTRYPOINT [\"e\"]", want: `{"Entrypoint":["e"],"Cmd":null}`},
	{rule: "22", text: "FROM b¶ENTRYPOINT [\"/base-ep\"]", want: `{"Entrypoint":["/base-ep"],"Cmd":null}`},
	{rule: "22", text: "FROM b¶CMD [\"c\"]¶ENTRYPOINT [\"e\"]", want: `{"Entrypoint":["e"],"Cmd":["c"]}`},
	{rule: "22", text: "FROM b¶ENTRYPOINT [\"e\"]¶CMD [\"c\"]", want: `{"Entrypoint":["e"],"Cmd":["c"]}`},
	{rule: "22", text: "FROM b¶ENTRYPOINT []", want: `{"Entrypoint":null,"Cmd":null}`},
	{rule: "22", text: "FROM b¶CMD [\"c\"]¶ENTRYPOINT []", want: `{"Entrypoint":null,"Cmd":["c"]}`},
	{rule: "22", text: "FROM b¶ENTRYPOINT []¶CMD [\"c\"]", want: `{"Entrypoint":null,"Cmd":["c"]}`},
	{rule: "22", text: "FROM b¶CMD []", want: `{"Entrypoint":["/base-ep"],"Cmd":null}`},
	{rule: "22", text: "FROM b¶CMD []¶ENTRYPOINT [\"e\"]", want: `{"Entrypoint":["e"],"Cmd":null}`},
	{rule: "22", text: "FROM b¶CMD¶ENTRYPOINT [\"e\"]", want: `{"Entrypoint":["e"],"Cmd":[SH,""]}`},
	{rule: "22", text: "FROM b¶ENTRYPOINT [\"a\"]¶CMD [\"c1\"]¶ENTRYPOINT [\"b\"]", want: `{"Entrypoint":["b"],"Cmd":["c1"]}`},
	{rule: "22", text: "FROM b¶ENTRYPOINT echo ep", want: `{"Entrypoint":[SH,"echo ep"],"Cmd":null}`},
	{rule: "22", text: "FROM b¶ENTRYPOINT echo ep¶CMD [\"c\"]", want: `{"Entrypoint":[SH,"echo ep"],"Cmd":["c"]}`},
	{rule: "22", text: "FROM b¶ENTRYPOINT [\"e\"]¶CMD echo c", want: `{"Entrypoint":["e"],"Cmd":[SH,"echo c"]}`},
	{rule: "22", text: "FROM b¶ENTRYPOINT echo ep¶CMD echo c", want: `{"Entrypoint":[SH,"echo ep"],"Cmd":[SH,"echo c"]}`},
	{rule: "22", text: "FROM empty AS a¶CMD [\"c\"]¶FROM a¶ENTRYPOINT [\"e\"]", want: `{"Entrypoint":["e"],"Cmd":null}`},
	{rule: "22", text: "FROM empty AS a¶ENTRYPOINT [\"e\"]¶CMD [\"c\"]¶FROM a¶CMD [\"d\"]", want: `{"Entrypoint":["e"],"Cmd":["d"]}`},
	{rule: "23", text: "FROM b¶RUN x¶ENV A=1¶USER u¶WORKDIR /w¶COPY . /x", want: `{"Entrypoint":["/base-ep"],"Cmd":["base-cmd"]}`},
	{rule: "24", text: "CMD [\"c\"]", want: `{"ArgsEscaped":true}`},
	{rule: "24", text: "ENTRYPOINT [\"e\"]", want: `{"ArgsEscaped":null}`},
	{rule: "24", text: "FROM empty AS a¶CMD c¶FROM a¶CMD []¶ENTRYPOINT [\"e\"]", want: `{"ArgsEscaped":true}`},

	// What can be undone in a child (section 4, table).
	{rule: "undo", text: "FROM full¶ENTRYPOINT []", want: `{"Entrypoint":null,"Cmd":null}`},
	{rule: "undo", text: "FROM full¶CMD []", want: `{"Entrypoint":["/full","--flag"],"Cmd":null}`},
	{rule: "undo", text: "FROM full¶USER \"\"", want: `{"User":null}`},
	{rule: "undo", text: "FROM full¶SHELL []", want: `err~ SHELL requires at least one argument`},
	{rule: "undo", text: "FROM full¶WORKDIR /", want: `{"WorkingDir":"/"}`},
	{rule: "undo", text: "FROM health¶HEALTHCHECK NONE", want: `{"Healthcheck":{"Test":["NONE"]}}`},
	{rule: "undo", text: "FROM full¶ENV A=", want: `{"Env":["PATH=/full","A="]}`},
}
