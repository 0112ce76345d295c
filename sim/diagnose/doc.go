// Package diagnose goes from a message to its causes: what an engine, a runtime
// or a shell wrote, or a bare exit code, is found in a pasted text; each cause
// comes with one command that decides it; and what is known of an image and of
// the line that started it strikes out the causes that cannot be.
//
//	found := diagnose.Find(log)
//	diagnoses := diagnose.Explain(log, diagnose.Case{Process: &p, …})
//
// A text may hold anything: nothing of it reaches an answer as a control
// character, and the work grows with its length and no faster.
package diagnose
