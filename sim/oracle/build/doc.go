// Package build compares our build half with BuildKit's own converter, run in
// the same process: for every scenario of the repository, for every sentence of
// the semantics notes (claims) and for as many generated Dockerfiles as asked,
// both sides must make the same image configuration or fail with the same text.
//
//	go test ./build -run TestOracle -count=1        # EXPLAIN_ORACLE_N=2000 for a quick look
//	go test ./build -run TestScenarios
//	go test ./build -run TestRecord -args -record [FILE…]   # rewrites -- image -- and -- argv --
//
// EXPLAIN_ORACLE_N is the number of generated files per seed (20,000),
// EXPLAIN_SEED replaces the random one of the two seeds. A failing case is
// shrunk and printed with both answers. The converter is the truth here: nothing
// in this package takes an expectation from our own engine.
package build
