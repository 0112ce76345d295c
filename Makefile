# make test is what CI runs. make help lists the rest.

STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2
VERSION    ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
FUZZTIME   ?= 30s
PLATFORMS   = linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64
GOFLAGS_DIST = -tags page -trimpath -ldflags "-s -w -X main.buildVersion=$(VERSION)"

.PHONY: help test build playground browser bench bench-web dist lint gofmt vet staticcheck staticcheck-version race oracle engines fuzz update new-rule clean

help: ## this list
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-22s %s\n", $$1, $$2 }'

test: ## everything: lint, tests with -race, oracles, builds, fuzzing
	@FUZZTIME=$(FUZZTIME) .ci/test

build: playground ## bin/explain, with the playground inside
	go build -tags page -o bin/explain ./cmd/explain

playground: ## the page: playground/dist, for any static host (needs Node and npm)
	@playground/build

browser: build ## the page's tests in a real browser (needs Chromium)
	cd playground/web && EXPLAIN=../../bin/explain npx playwright test

bench-web: build ## how fast the page is, in headless Chromium
	cd playground/web && EXPLAIN=../../bin/explain node bench.mjs

bench: ## benchmarks, with peers in the same run
	go test -p 1 -run '^$$' -bench . -benchmem ./... | awk -f .ci/ratios.awk
	cd sim/oracle && go test -p 1 -run '^$$' -bench . -benchmem ./... | awk -f ../../.ci/ratios.awk

dist: playground ## static binaries in dist/, and a Dockerfile that makes an image of them
	@mkdir -p dist
	@for p in $(PLATFORMS); do \
	  os=$${p%/*} arch=$${p#*/} ext=; [ $$os = windows ] && ext=.exe; \
	  echo "dist/explain-$$os-$$arch$$ext"; \
	  CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch go build $(GOFLAGS_DIST) -o dist/explain-$$os-$$arch$$ext ./cmd/explain || exit 1; \
	done
	@cp cmd/explain/Dockerfile dist/Dockerfile

lint: gofmt vet staticcheck ## gofmt, go vet, staticcheck

gofmt:
	@unformatted=$$(gofmt -l .); \
	 [ -z "$$unformatted" ] || { echo "not gofmt-clean: $$unformatted"; exit 1; }

vet:
	go vet ./...
	cd sim/oracle && go vet ./...

staticcheck:
	go run $(STATICCHECK) ./...
	cd sim/oracle && go run $(STATICCHECK) ./...

staticcheck-version:
	@echo $(STATICCHECK)

race: ## tests with the race detector
	go test -race ./...

oracle: ## compare with the real converter and the real client
	cd sim/oracle && go test ./...

engines: ## compare with a real Docker 20.10 (needs root on Debian)
	@command -v /usr/sbin/dockerd >/dev/null && command -v busybox >/dev/null || { apt-get update -q && apt-get install -qy --no-install-recommends docker.io busybox-static dash bash; }
	@log=$$(mktemp); (cd sim/oracle && EXPLAIN_ENGINES=1 go test ./engine -count=1 -timeout 12m -v $(ENGINES)) >$$log 2>&1; status=$$?; \
	 grep -E '^ *(--- |ok|FAIL|panic)|_test.go|judge.go|  (ours|theirs) ' $$log; grep '^engines: ' $$log || { echo "engines: nothing was asked"; status=1; }; \
	 rm -f $$log; exit $$status

fuzz: ## every fuzz target for FUZZTIME (30s)
	@.ci/fuzz-targets | while read -r package target; do \
	  FUZZTIME=$(FUZZTIME) .ci/fuzz $$package $$target || exit 1; \
	done

update: ## rewrite the expectations that are ours: scenarios, scripts, docs
	go test $$(grep -rl --include='*_test.go' --exclude-dir=oracle 'flag.Bool("update"' . | xargs -n 1 dirname | sort -u) -update

new-rule: ## the five stubs of a rule: make new-rule ID=some-rule
	@go run .ci/newrule/main.go "$(ID)"

clean: ## what builds leave behind
	rm -rf bin dist
