package main

import (
	"fmt"

	"explain/playground"
	"explain/sim/report"
)

// printLink prints a link that shows in a playground what was asked.
func (a *app) printLink(req report.Request) error {
	if rep := report.New(req); rep.Error != nil {
		return a.show(rep)
	}
	url, err := playground.Link(a.link, req, a.reveal)
	if err != nil {
		return usage("write --link https://HOST/PATH/, the address at which a playground is served (explain serve prints one)", "--link %s: %s", a.link, err)
	}
	_, err = fmt.Fprintln(a.stdout, url)
	return err
}
