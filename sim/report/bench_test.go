package report_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"explain/sim"
	"explain/sim/report"
)

const threeLines = "FROM ubuntu:latest\nENTRYPOINT [\"echo\", \"Hello, \"]\nCMD [\"world!\"]\n"

// realFile has about forty lines of the kinds that real files have.
const realFile = `# syntax=docker/dockerfile:1
ARG GO_VERSION=1.24
FROM golang:${GO_VERSION}-alpine AS build
WORKDIR /src
RUN apk add --no-cache git make gcc musl-dev \
    && adduser -D -u 10001 app
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
ARG VERSION=dev
ENV CGO_ENABLED=0 GOFLAGS="-trimpath"
RUN go build -ldflags "-s -w -X main.version=${VERSION}" \
    -o /out/server ./cmd/server

FROM node:20-alpine AS web
WORKDIR /web
COPY web/package.json web/package-lock.json ./
RUN npm ci --no-audit
COPY web/ .
RUN npm run build

FROM debian:bookworm-slim
LABEL org.opencontainers.image.source="https://example.org/app" \
      org.opencontainers.image.licenses="MIT"
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates tini \
 && rm -rf /var/lib/apt/lists/*
ENV PORT=8080 \
    LOG_LEVEL=info \
    HOME=/home/app
WORKDIR /app
COPY --from=build /out/server /app/server
COPY --from=web /web/dist /app/public
COPY docker-entrypoint.sh /usr/local/bin/
EXPOSE 8080
USER 10001
STOPSIGNAL SIGINT
HEALTHCHECK --interval=30s CMD wget -qO- http://localhost:8080/healthz || exit 1
ENTRYPOINT ["/usr/bin/tini", "--", "docker-entrypoint.sh"]
CMD ["/app/server", "--port", "8080"]
`

// mix is n instructions of all kinds.
func mix(n int) string {
	lines := []string{
		"RUN apt-get update && apt-get install -y curl \\\n    && rm -rf /var/lib/apt/lists/*", "ENV A%d=x B%d=\"$A%d y\"", "COPY src%d /dst", "WORKDIR /app/d%d",
		"RUN echo step %d", "ARG V%d=1", "LABEL l%d=v", "USER u%d", "EXPOSE 80%d", "CMD [\"prog%d\", \"-a\", \"b\"]", "ENTRYPOINT [\"/e%d\"]", "RUN make -j4 target%d",
	}
	var b strings.Builder
	b.WriteString("FROM debian:bookworm\n")
	for i := 0; i < n; i++ {
		b.WriteString(strings.ReplaceAll(lines[i%len(lines)], "%d", fmt.Sprint(i%100)))
		b.WriteByte('\n')
	}
	return b.String()
}

var benchFiles = []struct{ name, text string }{
	{"three-lines", threeLines}, {"real-40", realFile}, {"mix-10", mix(10)}, {"mix-100", mix(100)}, {"mix-1000", mix(1000)},
}

// BenchmarkParser is the peer: BuildKit's bare parser and instructions.
func BenchmarkParser(b *testing.B) {
	for _, f := range benchFiles {
		b.Run(f.name, func(b *testing.B) {
			for b.Loop() {
				res, err := parser.Parse(strings.NewReader(f.text))
				if err != nil {
					b.Fatal(err)
				}
				if _, _, err := instructions.Parse(res.AST, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkReport is everything that a Dockerfile gets: from its text to the JSON.
func BenchmarkReport(b *testing.B) {
	for _, f := range benchFiles {
		b.Run(f.name, func(b *testing.B) {
			explainAll(b, report.Request{Files: []sim.File{{Name: "Dockerfile", Text: f.text}}})
		})
	}
}

// BenchmarkReportOfLine has a docker run line to read besides.
func BenchmarkReportOfLine(b *testing.B) {
	for _, f := range benchFiles {
		b.Run(f.name, func(b *testing.B) {
			explainAll(b, report.Request{Files: []sim.File{{Name: "Dockerfile", Text: f.text}}, Line: "docker run --rm -e A=1 img a 'b c'"})
		})
	}
}

func explainAll(b *testing.B, req report.Request) {
	b.ReportAllocs()
	for b.Loop() {
		if err := report.JSON(io.Discard, report.New(req)); err != nil {
			b.Fatal(err)
		}
	}
}
