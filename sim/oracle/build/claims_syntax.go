package build

// directiveClaims: parser directives (section 10).
var directiveClaims = []claim{
	{rule: "59", text: "# escape=´¶# escape=´¶FROM empty", want: `err: only one escape parser directive can be used`},
	{rule: "59", text: "# foo=bar¶# escape=´¶FROM empty¶CMD a´¶b", want: `err~ unknown instruction: b`},
	{rule: "59", text: "¶# escape=´¶FROM empty¶CMD a´", want: `{"Cmd":[SH,"a´"]}`},
	{rule: "59", text: "#  EsCaPe =  ´ ¶FROM empty¶CMD a´¶b", want: `{"Cmd":[SH,"ab"]}`},
	{rule: "60", text: "# escape=\\¶FROM empty¶CMD a\\¶b", want: `{"Cmd":[SH,"ab"]}`},
	{rule: "60", text: "# escape=x¶FROM empty", want: "err: invalid escape token 'x' does not match ´ or \\"},
	{rule: "60", text: "# escape=´ x¶FROM empty", want: "err: invalid escape token '´ x' does not match ´ or \\"},
	{rule: "60", text: "# escape=´¶FROM empty¶CMD a \\¶CMD b", want: `{"Cmd":[SH,"b"]}`},
	{rule: "60", text: "# escape=´¶FROM empty¶USER ´$A\\$A", want: `{"User":"$A\\"}`},
	{rule: "61", text: "# syntax=docker/dockerfile:1¶FROM empty¶CMD a", want: `{"Cmd":[SH,"a"]}`},
	{rule: "61", text: "#!/x¶# escape=´¶FROM empty¶CMD a´", want: `{"Cmd":[SH,"a´"]}`},
	{rule: "62", text: "# check=skip=all;error=true¶FROM empty¶CMD a", want: `{"Cmd":[SH,"a"]}`},
	{rule: "62", text: "# check=foo=bar¶FROM empty", want: `err: failed to parse check options: invalid check option "foo"`},
	{rule: "62", text: "FROM empty¶# check=skip=JSONArgsRecommended¶CMD a", want: `{"Cmd":[SH,"a"]}`},
}

// heredocClaims: heredocs and Windows (sections 11 and 12).
var heredocClaims = []claim{
	{rule: "63", text: "CMD <<EOF¶echo hi¶EOF", want: `err: dockerfile parse error on line 3: unknown instruction: echo`},
	{rule: "63", text: "CMD <<EOF¶ENV A=1", want: `{"Cmd":[SH,"<<EOF"],"Env":["` + defaultPath + `","A=1"]}`},
	{rule: "63", text: "ENTRYPOINT <<EOF¶CMD [\"x\"]", want: `{"Entrypoint":[SH,"<<EOF"],"Cmd":["x"]}`},
	{rule: "63", text: "HEALTHCHECK CMD <<EOF¶USER u", want: `{"Healthcheck":{"Test":["CMD-SHELL","<<EOF"]},"User":"u"}`},
	{rule: "64", text: "RUN <<EOF¶CMD [\"x\"]¶ # c \\¶EOF¶USER u", want: `{"Cmd":null,"User":"u"}`},
	{rule: "64", text: "RUN <<EOF¶#!/bin/x¶EOF", want: `{"Cmd":null}`},
	{rule: "64", text: "RUN python3 <<EOF¶CMD x¶EOF", want: `{"Cmd":null}`},
	{rule: "64", text: "RUN <<EOF¶CMD x¶ EOF", want: `err: unterminated heredoc`},
	{rule: "64", text: "RUN <<-EOF¶CMD x¶\tEOF¶USER u", want: `{"Cmd":null,"User":"u"}`},
	{rule: "64", text: "RUN [\"a\",\"<<EOF\"]¶USER u", want: `{"User":"u"}`},
	{rule: "64", text: "COPY <<A <<B /x¶CMD 1¶A¶CMD 2¶B¶USER u", want: `{"Cmd":null,"User":"u"}`},
	{rule: "64", text: "ADD <<'A' /x¶CMD $1¶A¶USER u", want: `{"Cmd":null,"User":"u"}`},
	{rule: "65", text: "FROM win¶CMD echo \"hi there\"", want: `{"Cmd":["cmd","/S","/C","echo \"hi there\""],"ArgsEscaped":true}`},
	{rule: "65", text: "FROM win¶CMD [\"x\"]", want: `{"Cmd":["x"],"ArgsEscaped":true}`},
	{rule: "65", text: "FROM win¶ENTRYPOINT x", want: `{"Entrypoint":["cmd","/S","/C","x"],"ArgsEscaped":null}`},
	{rule: "65", text: "FROM win¶SHELL [\"powershell\",\"-Command\"]¶CMD x", want: `{"Cmd":["powershell","-Command","x"]}`},
	{rule: "65", text: "FROM win¶STOPSIGNAL TERM", platform: "windows/amd64", want: `{"StopSignal":"TERM"}`},
}

// errorClaims: the texts of errors (section 13).
var errorClaims = []claim{
	{rule: "13", text: "", want: `err: the Dockerfile cannot be empty`},
	{rule: "13", text: "¶ ¶# c¶", want: `err: file with no instructions`},
	{rule: "13", text: "ARG A", want: `err: dockerfile contains no stages to build`},
	{rule: "13", text: "ENV A=1¶FROM empty", want: `err: no build stage in current context`},
	{rule: "13", text: "FROM empty¶FOO bar", want: `err: dockerfile parse error on line 2: unknown instruction: FOO (did you mean FROM?)`},
	{rule: "13", text: "FROM empty¶ENTRYPIONT [\"x\"]", want: `err: dockerfile parse error on line 2: unknown instruction: ENTRYPIONT (did you mean ENTRYPOINT?)`},
	{rule: "13", text: "FROM empty¶entrypiont [\"x\"]", want: `err: dockerfile parse error on line 2: unknown instruction: entrypiont (did you mean entrypoint?)`},
	{rule: "13", text: "FROM empty¶CDM [\"x\"]", want: `err~ unknown instruction: CDM (did you mean `},
	{rule: "13", text: "FROM empty¶INCLUDE x", want: `err: dockerfile parse error on line 2: unknown instruction: INCLUDE`},
	{rule: "13", text: "FROM", want: `err: dockerfile parse error on line 1: FROM requires either one or three arguments`},
	{rule: "13", text: "FROM a b", want: `err: dockerfile parse error on line 1: FROM requires either one or three arguments`},
	{rule: "13", text: "FROM a x b", want: `err: dockerfile parse error on line 1: FROM requires either one or three arguments`},
	{rule: "13", text: "FROM a AS 1x", want: `err: dockerfile parse error on line 1: invalid name for build stage: "1x", name can't start with a number or contain symbols`},
	{rule: "13", text: "FROM nope", want: `err~ not found`},
	{rule: "13", text: "FROM empty¶CMD [\"a\",1]", want: `err: when using JSON array syntax, arrays must be comprised of strings only`},
	{rule: "13", text: "FROM empty¶CMD --x", want: `err: dockerfile parse error on line 2: unknown flag: --x`},
	{rule: "13", text: "FROM empty¶HEALTHCHECK --intervall=1s CMD x", want: `err: dockerfile parse error on line 2: unknown flag: --intervall (did you mean interval?)`},
	{rule: "13", text: "FROM empty¶WORKDIR", want: `err: dockerfile parse error on line 2: WORKDIR requires exactly one argument`},
	{rule: "13", text: "FROM empty¶ENV", want: `err: dockerfile parse error on line 2: ENV requires at least one argument`},
	{rule: "13", text: "FROM empty¶ENV A", want: `err: ENV must have two arguments`},
	{rule: "13", text: "FROM empty¶ENV A=1 B", want: `err: Syntax error - can't find = in "B". Must be of the form: name=value`},
	{rule: "13", text: "FROM empty¶ENV =1", want: `err: dockerfile parse error on line 2: ENV names can not be blank`},
	{rule: "13", text: "FROM empty¶ENV A=\"x", want: `err: failed to process "\"x": unexpected end of statement while looking for matching double-quote`},
	{rule: "13", text: "FROM empty¶COPY x", want: `err: dockerfile parse error on line 2: COPY requires at least two arguments, but only one was provided. Destination could not be determined`},
	{rule: "13", text: "FROM empty¶CMD¶ENTRYPOINT¶RUN", want: `{"Cmd":[SH,""],"Entrypoint":[SH,""]}`},
}

// laterClaims: corrections that were run later (section 19).
var laterClaims = []claim{
	{rule: "19/54", text: "FROM empty¶WORKDIR \"\"", want: `{"WorkingDir":"/"}`},
	{rule: "19/56", text: "FROM win¶WORKDIR C:\\\\app¶WORKDIR sub", want: `{"WorkingDir":"/C:\\app/sub"}`},
	{rule: "19/check", text: "# check=error=true¶FROM empty¶CMD a", want: `{"Cmd":[SH,"a"]}`},
	{rule: "19/copy", text: "COPY --chmod=755 <<E /x¶exec \"$@\"¶E¶COPY --chmod=0644 a /b", want: `{"Cmd":null}`},
}
