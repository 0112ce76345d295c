package build

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// corners are instructions at the border of what changes an image: how they
// fail decides only whether there is an image at all.
var corners = []string{
	"COPY --chown=a --link a b",
	"COPY --chmod=abc a b",
	"COPY --chmod=8 a b",
	"COPY --chmod=77777 a b",
	"COPY --chmod=u+x a b",
	"COPY --chmod=$NOPE a b",
	"ENV M=9\nCOPY --chmod=$M a b",
	"COPY http://x/y /z",
	"COPY https://github.com/a/b.git /z",
	"COPY git@github.com:a/b.git /z",
	"ADD --checksum=sha256:abc a b",
	"ADD --checksum=x http://a/b c",
	"ADD --checksum=x http://a/b http://c/d e/",
	"ADD --keep-git-dir=true https://github.com/a/b.git?keep-git-dir=false /z",
	"COPY a b c",
	"COPY <<E x\nE",
	"COPY <<E <<F /x\na\nE\nb\nF",
	"COPY <<E /x\n${A\nE",
	"COPY <<E /x\n${A:?m}\nE",
	"ADD <<E /x\n${}\nE",
	"COPY <<'E' /x\n${}\nE",
	"COPY --exclude=${ a b",
	"COPY --exclude=[ a b",
	"COPY --parents a b",
	"COPY a <<E\nE",
	"RUN --mount=type=cache x",
	"RUN --mount=type=tmpfs x",
	"RUN --mount=type=bind x",
	"RUN --mount=type=cache,target=/ x",
	"RUN --mount=type=secret,id=a,target=/x,env=Y x",
	"RUN --mount=type=ssh x",
	"RUN --mount=type=secret x",
	"RUN --mount=type=cache,target=/x,sharing=foo x",
	"RUN --mount=type=$T,target=/x x",
	"ARG T=cache\nRUN --mount=type=$T,target=/x x",
	"RUN --mount=target=/x,readonly=maybe x",
	"RUN --mount=type=tmpfs,size=1x,target=/t x",
	"RUN --mount=type=cache,mode=9,target=/t x",
	"RUN --mount=type=bind,mode=0755,target=/t x",
	"RUN --mount=type=cache,uid=a,target=/t x",
	"RUN --mount=type=secret,id=a,from=b x",
	"RUN --mount=target=${ x",
	"RUN --security=x y",
	"RUN --network=foo y",
	"RUN --device=a y",
	"RUN --security=sandbox y",
	"EXPOSE a",
	"EXPOSE 99999",
	"EXPOSE 80/foo",
	"EXPOSE 90-80",
	"EXPOSE $NOPE",
	"EXPOSE ${}",
	"EXPOSE 1-2:3",
	"EXPOSE x:80:80",
	"EXPOSE [::1]:80:80",
	"EXPOSE /tcp",
	"EXPOSE 80/TCP",
	"VOLUME $NOPE",
	`VOLUME [""]`,
	`VOLUME ["$NOPE"]`,
	"VOLUME ${}",
	"LABEL a=${}",
	"LABEL ${A}=1",
	"LABEL a='x",
	"MAINTAINER",
	"MAINTAINER --x a",
	"COPY --from=$A / /",
	"COPY --from='b' / /",
	"COPY --from= / /",
	"COPY --from=b --from=b / /",
	"COPY --link=x a b",
	"COPY --link= a b",
	"ADD --unpack=true a b",
	"STOPSIGNAL ${}",
	"WORKDIR ${A:?x}",
	"USER ${A%%[}",
	"ENV A=${PATH/[/x}",
	"ENV A=${PATH//(/x}",
	"SHELL [\"a\"]\nRUN []",
	"ONBUILD RUN []",
	"ONBUILD COPY --from=zz / /\nFROM b",
	"ENV A=1 A=2",
	"ENV A=1\nENV a=2",
	"ARG A=${}",
	"ARG ${A}=1",
	"ARG 'A'=1",
	"ARG A='x' B=\"y\"",
	"ENV \"A\"=1",
	"ENV 'A'=1",
	"ENV A\\ B=1",
	"ENV =",
	"LABEL =1",
	"ARG =",
}

// TestCorners puts each of them behind FROM b to both sides, for two platforms.
func TestCorners(t *testing.T) {
	for _, text := range corners {
		for _, platform := range []string{"", "windows/amd64"} {
			for _, p := range Judge(Case{Dockerfile: "FROM b\n" + text + "\n", Platform: platform, From: "corner"}).Problems {
				assert.Fail(t, p.Class, "%s    %s", p.Case, p.Detail)
			}
		}
	}
}
