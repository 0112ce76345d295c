//go:build js

package main

import (
	"os"

	"explain/sim/catalogue"
)

// Under js the text is handed in.
func init() {
	text, err := os.ReadFile("../catalogue.txt")
	if err == nil {
		err = catalogue.Load(string(text))
	}
	if err != nil {
		panic(err)
	}
}
