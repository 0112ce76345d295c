package main

import (
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"explain/sim"
	"explain/sim/catalogue"
	"explain/sim/report"
)

// buildVersion is set by `make dist`; a build without it says what the Go
// toolchain knows.
var buildVersion string

const buildkit = "github.com/moby/buildkit"

// engineProfiles are the engines that the run half knows, the current one first.
var engineProfiles = []string{"29", "20.10"}

func (a *app) versionCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "version", Short: "what this explain is made of",
		Long: "explain version says what this explain is made of: its own version, BuildKit's,\nthe engines it knows, and the day of its catalogue of base images.\n",
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return a.version() },
	}
	a.formatFlag(cmd.Flags(), formatText, formatJSON)
	return cmd
}

// versionDocument is what this explain is made of.
type versionDocument struct {
	Schema   int        `json:"schema"`
	Version  string     `json:"version"`
	BuildKit string     `json:"buildkit"`
	Engines  []string   `json:"engines"` // the current one first
	Bases    string     `json:"bases"`   // when the catalogue was made
	Error    *sim.Error `json:"error"`
}

// versionFlag is explain --version, which has the formats of explain itself.
func (a *app) versionFlag() error {
	if a.format != formatText && a.format != formatJSON {
		return usage("choose text or json", "there is no version in the format %s", a.format)
	}
	return a.version()
}

func (a *app) version() error {
	own, kit := versions()
	if a.format == formatJSON {
		return a.document(versionDocument{report.Schema, own, kit, engineProfiles, catalogue.Date(), nil})
	}
	_, err := fmt.Fprintf(a.stdout, "explain %s\nbuild   BuildKit %s\nengine  %s (current), %s\nbases   as of %s\n",
		own, kit, engineProfiles[0], strings.Join(engineProfiles[1:], ", "), catalogue.Date())
	return err
}

// versions are our own and BuildKit's, as the toolchain wrote them down.
func versions() (own, kit string) {
	own, kit = "(devel)", "unknown"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return own, kit
	}
	if info.Main.Version != "" {
		own = info.Main.Version
	}
	for _, m := range info.Deps {
		if m.Path == buildkit {
			kit = m.Version
		}
	}
	if buildVersion != "" {
		own = buildVersion
	}
	return own, kit
}

// engineProfile is the profile of an engine's version, "" for the current one.
func engineProfile(version string) (string, error) {
	for i, p := range engineProfiles {
		if version != "" && version != p && !strings.HasPrefix(version, p+".") {
			continue
		}
		if i == 0 {
			return "", nil
		}
		return p, nil
	}
	return "", usage("choose "+strings.Join(engineProfiles, " or "), "there is no profile of engine %s", version)
}
