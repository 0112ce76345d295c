// Command gen makes the catalogue's text from a list of configurations, one
// JSON object each:
//
//	go run ./sim/catalogue/gen [-date 2026-08] FILE > sim/catalogue/catalogue.txt
//
// FILE is read once; neither the build nor the tests need it. Where its facts
// were gathered, and what is corrected on the way, stands in facts.go.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"explain/sim/catalogue"
)

func main() {
	date := flag.String("date", "2026-08", "day or month of which FILE speaks")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: gen [-date YYYY-MM] FILE")
		os.Exit(2)
	}
	text, err := os.ReadFile(flag.Arg(0))
	if err == nil {
		var out string
		if out, err = generate(text, *date); err == nil {
			_, err = os.Stdout.WriteString(out)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// generate is the catalogue's text for the JSON of a facts file.
func generate(text []byte, date string) (string, error) {
	facts, err := readFacts(text)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "explain catalogue 1 %s\n", date)
	b.WriteString("# Made by sim/catalogue/gen; the form is described in doc.go. Do not edit by hand.\n")
	images, byImage := group(facts)
	for _, image := range images {
		block, err := catalogue.Encode(image, byImage[image])
		if err != nil {
			return "", err
		}
		b.WriteString(block)
	}
	return b.String(), nil
}
