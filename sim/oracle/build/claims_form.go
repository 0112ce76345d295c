package build

import "encoding/json"

// fallbackRows are the texts that look like exec form and are shell form (rule 14).
var fallbackRows = []string{
	`['echo', 'hi']`, `[“echo”, “hi”]`, `["echo", "hi",]`, `["echo" "hi"]`, `["echo", "hi"`, `"echo", "hi"]`, `("echo")`,
	`{"a":"b"}`, `[echo, hi]`, `["x", TRUE]`, `["x", NaN]`, `["x", $PORT]`, `["echo", "hi"] # say hi`, `["echo"] extra`,
	`["echo"];`, `["a"] ["b"]`, `exec ["echo"]`, `= ["echo"]`, "\u200b[\"echo\"]", `["sh","-c","echo "hi""]`, `["grep","\d+"]`,
	`["sh","-c","echo \$HOME"]`, `["it\'s"]`, `["C:\Windows\system32\cmd.exe"]`, `["sleep", 010]`, `["a", 1e999]`,
	"[\"a\tb\"]", "[\"a\",\u00a0\"b\"]", `["a", /* c */ "b"]`, `[ -f /x ] && echo y`, `[[ -f /x ]]`, `["x", 1,]`,
	`["c:\app\x.exe"]`, `"[\"echo\"]"`, `CMD ["x"]`, `[`, `]`, `[]]`, `["a"]]`, `["a",,"b"]`, `[,]`, `["a""b"]`, `[“a”]`, `['a']`,
}

// strictRows fail the build (rule 15).
var strictRows = []string{`["sleep", 10]`, `["x", true]`, `["x", null]`, `["x", ["y"]]`, `[["a"]]`, `[1]`, `[ 1 ]`, `[{}]`, `["x", -0.5e3]`, `[null]`}

// execRows are valid, and mean what stands behind them (rule 16).
var execRows = []struct{ text, words string }{
	{`["c:\temp\new"]`, `["c:\temp\new"]`},
	{`["nginx -g daemon off;"]`, `["nginx -g daemon off;"]`},
	{`["echo","$HOME"]`, `["echo","$HOME"]`},
	{`["\u0041\u00e9"]`, `["Aé"]`},
	{`["\ud83d\ude00"]`, `["😀"]`},
	{`["a\/b"]`, `["a/b"]`},
	{`["\ud800"]`, `["\ufffd"]`},
	{`["\ud800\u0041"]`, `["\ufffdA"]`},
	{`["\u0000"]`, `["\u0000"]`},
	{"\u00a0[\"a\"]\u00a0", `["a"]`},
	{"[\t\"a\" , \"b\"\t]", `["a","b"]`},
	{`["\"","\\","\b\f\n\r\t"]`, `["\"","\\","\b\f\n\r\t"]`},
	{`["<<EOF"]`, `["<<EOF"]`},
	{`["# c"]`, `["# c"]`},
	{`["--x"]`, `["--x"]`},
}

// formClaims: exec or shell form (section 2).
var formClaims = append([]claim{
	{rule: "12", text: `RUN ["a", 1]`, want: `err~ arrays must be comprised of strings only`},
	{rule: "12", text: `ENTRYPOINT ["a", 1]`, want: `err~ arrays must be comprised of strings only`},
	{rule: "12", text: `HEALTHCHECK CMD ["a", 1]`, want: `err~ arrays must be comprised of strings only`},
	{rule: "12", text: `SHELL ["a", 1]`, want: `err~ arrays must be comprised of strings only`},
	{rule: "12", text: `SHELL ['a']`, want: `err~ SHELL requires the arguments to be in JSON form`},
	{rule: "12", text: `RUN ['a']`, want: `{"Cmd":null}`},
	{rule: "12", text: `ENTRYPOINT ['a']`, want: `{"Entrypoint":[SH,"['a']"]}`},
	{rule: "12", text: `HEALTHCHECK CMD ['a']`, want: `{"Healthcheck":{"Test":["CMD-SHELL","['a']"]}}`},
	{rule: "13", text: "FROM empty¶CMD echo   a\tb ", want: `{"Cmd":[SH,"echo   a\tb"]}`},
	{rule: "13", text: `FROM empty¶CMD echo "a b" 'c d'`, want: `{"Cmd":[SH,"echo \"a b\" 'c d'"]}`},
	{rule: "13", text: `FROM empty¶CMD "echo hi"`, want: `{"Cmd":[SH,"\"echo hi\""]}`},
	{rule: "17", text: `CMD ["echo","hi"] # c`, want: `{"Cmd":[SH,"[\"echo\",\"hi\"] # c"]}`},
	{rule: "17", text: "# syntax=docker/dockerfile:1.4¶FROM empty¶CMD [\"echo\",\"hi\"] # c", want: `{"Cmd":["echo","hi"]}`},
	{rule: "17", text: "# syntax=docker/dockerfile:1.8¶FROM empty¶SHELL [\"bash\"] ]¶ENTRYPOINT \\¶ [\"e\", \\¶\"f\"] x¶USER u", want: `{"Shell":["bash"],"Entrypoint":["e","f"],"User":"u"}`},
	{rule: "17", text: `SHELL ["bin/sh"] ]`, want: `err~ SHELL requires the arguments to be in JSON form`},
	{rule: "18", text: `CMD []`, want: `{"Cmd":null}`},
	{rule: "18", text: `CMD [""]`, want: `{"Cmd":[""]}`},
	{rule: "18", text: `CMD`, want: `{"Cmd":[SH,""]}`},
	{rule: "18", text: `ENTRYPOINT []`, want: `{"Entrypoint":null}`},
	{rule: "18", text: `ENTRYPOINT [""]`, want: `{"Entrypoint":[""]}`},
	{rule: "18", text: `ENTRYPOINT`, want: `{"Entrypoint":[SH,""]}`},
	{rule: "18", text: `FROM b¶ENTRYPOINT¶`, want: `{"Entrypoint":[SH,""],"Cmd":null}`},
	{rule: "18", text: `RUN`, want: `{"Cmd":null}`},
	{rule: "18", text: `RUN []`, want: `err: arguments are required`},
	{rule: "18", text: `HEALTHCHECK CMD []`, want: `err~ Missing command after HEALTHCHECK CMD`},
	{rule: "18", text: `SHELL []`, want: `err~ SHELL requires at least one argument`},
	{rule: "19", text: `# escape=´¶FROM empty¶CMD ["c:\app\x.exe"]`, want: `{"Cmd":[SH,"[\"c:\\app\\x.exe\"]"]}`},
	{rule: "19", text: `# escape=´¶FROM empty¶CMD ["a´"b"]`, want: `{"Cmd":[SH,"[\"a´\"b\"]"]}`},
	{rule: "19", text: `# escape=´¶FROM empty¶CMD c:\app\x.exe`, want: `{"Cmd":[SH,"c:\\app\\x.exe"]}`},
	{rule: "20", text: `CMD "[\"echo\"]"`, want: `{"Cmd":[SH,"\"[\\\"echo\\\"]\""]}`},
	{rule: "20", text: `CMD CMD ["x"]`, want: `{"Cmd":[SH,"CMD [\"x\"]"]}`},
	{rule: "20", text: `ENTRYPOINT CMD ["x"]`, want: `{"Entrypoint":[SH,"CMD [\"x\"]"]}`},
}, tableClaims()...)

// tableClaims is every row behind CMD and behind ENTRYPOINT.
func tableClaims() (out []claim) {
	for _, keyword := range []string{"CMD", "ENTRYPOINT"} {
		field := map[string]string{"CMD": "Cmd", "ENTRYPOINT": "Entrypoint"}[keyword]
		for _, row := range fallbackRows {
			word, _ := json.Marshal(row)
			out = append(out, claim{rule: "14", text: "FROM empty¶" + keyword + " " + row, want: `{"` + field + `":[SH,` + string(word) + `]}`})
		}
		for _, row := range strictRows {
			out = append(out, claim{rule: "15", text: "FROM empty¶" + keyword + " " + row, want: "err~ when using JSON array syntax, arrays must be comprised of strings only"})
		}
		for _, row := range execRows {
			out = append(out, claim{rule: "16", text: "FROM empty¶" + keyword + " " + row.text, want: `{"` + field + `":` + row.words + `}`})
		}
	}
	return out
}
