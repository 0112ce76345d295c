package main

import (
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"explain/sim/catalogue"
)

// buildVersion is set by `make dist`; a build without it says what the Go
// toolchain knows.
var buildVersion string

const buildkit = "github.com/moby/buildkit"

// engineProfiles are the engines that the run half knows, the current one first.
var engineProfiles = []string{"29", "20.10"}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "what this explain is made of",
		Long: "explain version says what this explain is made of: its own version, BuildKit's,\nthe engines it knows, and the day of its catalogue of base images.\n",
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return a.version() },
	}
}

func (a *app) version() error {
	own, kit := versions()
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
