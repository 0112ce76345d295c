// Command wasm is the engine for a page: it hands its functions to
// JavaScript and waits for calls.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"syscall/js"

	"explain/playground"
	"explain/sim"
	"explain/sim/catalogue"
	"explain/sim/report"
)

func main() {
	load := func(args []string) string {
		if err := catalogue.Load(args[0]); err != nil {
			return err.Error()
		}
		return ""
	}
	var session playground.Session
	js.Global().Set("engine", map[string]any{
		"load":    function(1, load),
		"explain": function(1, func(args []string) string { return session.Explain(args[0]) }),
		"catalog": function(0, func([]string) string { return playground.Catalog() }),
		"grade":   function(2, func(args []string) string { return playground.Grade(args[0], args[1]) }),
		"settle":  function(0, settle),
		"rest":    function(0, rest),
	})
	debug.SetGCPercent(collectAt)
	select {}
}

// collectAt is how far the heap may grow before a question has to wait for the
// garbage collector, in percent of what is in use. It seldom comes to that, since
// rest collects between questions.
const collectAt = 400

// rest frees what former answers left if it is as much as what is in use. A page
// calls it when nobody waits for an answer: it takes as long as a small answer.
func rest([]string) string {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if live := m.NextGC / (1 + collectAt/100); m.HeapAlloc > 2*live {
		runtime.GC()
	}
	return ""
}

// settle frees what former answers left and writes zeros over it, so that a
// memory that is written down (freeze.mjs) is small.
func settle([]string) string {
	runtime.GC()
	var zeros [][]byte
	for range 64 {
		zeros = append(zeros, make([]byte, 64<<10))
	}
	runtime.KeepAlive(zeros)
	zeros = nil
	runtime.GC()
	return ""
}

// function is f for JavaScript. A panic becomes a report with an error: the page
// shows it and goes on.
func function(want int, f func([]string) string) js.Func {
	return js.FuncOf(func(_ js.Value, values []js.Value) (out any) {
		defer func() {
			if p := recover(); p != nil {
				out = playground.Document(report.Failed(&sim.Error{Msg: fmt.Sprint("explain itself failed: ", p), Hint: "please report this, with the text that you typed"}))
			}
		}()
		args := make([]string, want)
		for i := range args {
			if i < len(values) {
				args[i] = values[i].String()
			}
		}
		return f(args)
	})
}
