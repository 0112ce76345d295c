// Package engine holds our answers against real engines: Docker 20.10 and
// Podman, both with runc. An engine never builds here. The configuration is what
// BuildKit's converter made of the Dockerfile, packed with a root file system
// whose programs are a probe, and loaded; then the real client starts it.
//
//	make engines                                    # needs root on Debian
//	EXPLAIN_ENGINES=1 go test ./engine -args -record  # rewrites testdata
//
// EXPLAIN_ENGINES_N is the number of generated pairs of a Dockerfile and a
// command line, EXPLAIN_ENGINES_SEED replaces the random one of the two seeds.
// Answers of the engines are kept in testdata and replayed where no engine is.
// Differences that are known have a name and a reason in known.go; one that
// nothing needs fails as an unexplained one does.
package engine
