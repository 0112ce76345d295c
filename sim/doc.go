// Package sim computes what a container will run, and why: which words make up
// the argv of its first process, where each of them was written, and which rule
// put it there.
//
// The pipeline is four calls, and data flows one way:
//
//	Dockerfile text ──Parse──▶ Dockerfile ──Build──▶ Image ──Resolve──▶ Process ──Start──▶ Outcome
//
// Parse reads the text with BuildKit's own parser and finds every word's place.
// Build runs the instructions of the target stage, and of those below it, on
// what is known of the base image. Resolve merges an Invocation (a docker run
// line, read by package invoke) over the image. Start says how far it gets.
//
// Slots (ENTRYPOINT, CMD, SHELL, the environment …) change in one place only,
// state.set, which records a Step: the rule, the place, the slot before and
// after. Trace.Replay folds the steps again and must give the final value.
//
// What is not known is not guessed: such a Word says in Unknown what it would
// take to know it.
//
// The package reads no files, knows no network, executes nothing and holds no
// opinions. Advice is in package check, text for people in package report.
package sim
