package build

// World is the images that generated Dockerfiles are built on. Names say what
// is odd about each. An image "nope…" never exists.
var World = world(map[string]string{
	"empty":    `{}`,
	"b":        `{"Entrypoint":["/base-ep"],"Cmd":["base-cmd"]}`,
	"b:1":      `{"Entrypoint":["/b1"],"Cmd":["one","1"],"Env":["PATH=/b1","V=1"]}`,
	"ep":       `{"Entrypoint":["/docker-entrypoint.sh"],"WorkingDir":"/srv"}`,
	"cmd":      `{"Cmd":["bash"],"Env":["PATH=/bin","LANG=C.UTF-8"]}`,
	"wraps":    `{"Entrypoint":["/bin/sh","-c","exec app"],"Cmd":["/bin/sh","-c","serve --port 80"],"ArgsEscaped":true}`,
	"nopath":   `{"Env":["A=1"],"Cmd":["c"]}`,
	"vars":     `{"Env":["PATH=/p:/q","A=base-a","EMPTY=","EQ=a=b=c","SP=two words","UNI=é日"],"WorkingDir":"/w/$A"}`,
	"rel":      `{"WorkingDir":"rel/dir"}`,
	"wd":       `{"WorkingDir":"/base"}`,
	"user":     `{"User":"app:grp","StopSignal":"SIGQUIT"}`,
	"bash":     `{"Shell":["/bin/bash","-o","pipefail","-c"],"Cmd":["x"]}`,
	"emptysh":  `{"Shell":[],"Entrypoint":[],"Cmd":[]}`,
	"blank":    `{"Entrypoint":[""],"Cmd":[""],"User":"","WorkingDir":""}`,
	"health":   `{"Healthcheck":{"Test":["CMD","probe"],"Interval":5000000000,"Timeout":2000000000,"Retries":4}}`,
	"sick":     `{"Healthcheck":{"Test":["NONE"]}}`,
	"esc":      `{"ArgsEscaped":true,"Cmd":["x"]}`,
	"bare-env": `{"Env":["NOEQ","B=2"]}`,
	"full": `{"Entrypoint":["/full","--flag"],"Cmd":["serve"],"Shell":["/bin/ash","-c"],"Env":["PATH=/full","A=full"],
		"WorkingDir":"/full","User":"1000","StopSignal":"SIGUSR1","ArgsEscaped":true,"Labels":{"l":"1"},
		"Volumes":{"/v":{}},"ExposedPorts":{"80/tcp":{}},"Healthcheck":{"Test":["CMD-SHELL","curl -f"],"StartPeriod":1000000000}}`,
	"reg.example:5000/team/app:v2": `{"Entrypoint":["/app"],"Cmd":["--help"]}`,
	"arm":                          `{"os":"linux","architecture":"arm64","config":{"Entrypoint":["/arm"]}}`,
	"noos":                         `{"os":"","architecture":"","config":{"Cmd":["noos"]}}`,
	"multi":                        `{"Cmd":["on-linux"]}`,
	"multi|windows":                `{"os":"windows","architecture":"amd64","config":{"Cmd":["on-windows"],"WorkingDir":"C:\\app"}}`,
	"win":                          `{"os":"windows","architecture":"amd64","config":{"Cmd":["c:\\windows\\system32\\cmd.exe"]}}`,
	"winps": `{"os":"windows","architecture":"amd64","config":{"Shell":["powershell","-Command"],"Env":["PATH=C:\\x"],
		"WorkingDir":"C:\\srv","User":"ContainerUser","ArgsEscaped":true,"Entrypoint":["ps.exe"]}}`,

	"ob-ep":     `{"Entrypoint":["be"],"Cmd":["bc"],"OnBuild":["ENTRYPOINT [\"ob\"]"]}`,
	"ob-cmd":    `{"Entrypoint":["be"],"Cmd":["bc"],"OnBuild":["CMD [\"oc\"]"]}`,
	"ob-many":   `{"Cmd":["bc"],"OnBuild":["ARG V=t","ENV T=$V","WORKDIR /$T","USER $V","SHELL [\"/bin/zsh\",\"-c\"]","CMD from trigger","STOPSIGNAL INT"]}`,
	"ob-run":    `{"OnBuild":["RUN make","RUN <<EOF\necho hi\nEOF","COPY . /src","COPY --from=b /x /y","HEALTHCHECK CMD up"]}`,
	"ob-broken": `{"OnBuild":["FOO x"]}`,
	"ob-shell":  `{"OnBuild":["SHELL bash"]}`,
	"ob-json":   `{"OnBuild":["CMD ['x']","ENTRYPOINT [\"a\", 1]"]}`,
	"ob-cont":   `{"OnBuild":["CMD [\"a\", \\\n  \"b\"]","ENV A=\\$B"]}`,
	"ob-two":    `{"OnBuild":["CMD a\nCMD b"]}`,
	"ob-chain":  `{"OnBuild":["ONBUILD CMD [\"late\"]"]}`,
	"ob-from":   `{"OnBuild":["FROM b"]}`,
	"ob-none":   `{"OnBuild":[""]}`,
	"ob-win":    `{"os":"windows","architecture":"amd64","config":{"OnBuild":["WORKDIR C:\\ob","CMD run"]}}`,
})

// worldRefs is how Dockerfiles name them.
var worldRefs = []string{
	"empty", "empty", "b", "b", "b", "b:1", "ep", "cmd", "cmd", "wraps", "nopath", "vars", "vars", "rel", "wd", "user", "bash",
	"emptysh", "blank", "health", "sick", "esc", "bare-env", "full", "full", "reg.example:5000/team/app:v2", "arm", "noos", "multi",
	"win", "winps", "docker.io/library/b", "library/b:latest", "docker.io/b:1",
}

// triggerRefs are the images with triggers; brokenRefs those with bad ones.
var (
	triggerRefs = []string{"ob-ep", "ob-cmd", "ob-many", "ob-run", "ob-cont", "ob-chain", "ob-win"}
	brokenRefs  = []string{"ob-broken", "ob-shell", "ob-json", "ob-two", "ob-from", "ob-none"}
)

func world(texts map[string]string) Images {
	images := Images{}
	for ref, text := range texts {
		if err := images.add(ref, text); err != nil {
			panic(err)
		}
	}
	return images
}
