// Command wasm is the engine for a page: it hands its functions to
// JavaScript and waits for calls.
package main

import (
	"fmt"
	"runtime"
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
	js.Global().Set("engine", map[string]any{
		"load":    function(1, load),
		"explain": function(1, func(args []string) string { return playground.Explain(args[0]) }),
		"catalog": function(0, func([]string) string { return playground.Catalog() }),
		"grade":   function(2, func(args []string) string { return playground.Grade(args[0], args[1]) }),
		"settle":  function(0, settle),
	})
	select {}
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
