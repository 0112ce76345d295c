// Package engine holds our answers against a real engine: Docker 20.10
// with runc. An engine never builds here. The configuration is what
// BuildKit's converter made of the Dockerfile, packed with a root file system
// whose programs are a probe, and loaded; then the real client starts it.
//
//	make engines                                    # needs root on Debian
//
// EXPLAIN_ENGINES_N is the number of generated pairs of a Dockerfile and a
// command line, EXPLAIN_ENGINES_SEED replaces the random one of the two seeds.
// EXPLAIN_ENGINES_ONLY takes the scenarios whose path has it. Differences that are
// known have a name and a reason in known.go; any other one fails.
package engine
