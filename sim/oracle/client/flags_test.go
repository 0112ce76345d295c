package client

import (
	"fmt"
	"sort"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"explain/sim/invoke"
)

// TestFlagsOfCurrentClient compares our tables with the client's, name by name.
func TestFlagsOfCurrentClient(t *testing.T) {
	for kind, path := range map[invoke.Kind]string{
		invoke.KindRun: "run", invoke.KindCreate: "create", invoke.KindExec: "exec", invoke.KindStart: "start",
		"restart": "restart",
	} {
		t.Run(path, func(t *testing.T) {
			flags := commandOf(t, path)
			assert.Equal(t, theirFlags(flags), ourFlags(invoke.Flags(kind, "")))
		})
	}
}

func commandOf(t *testing.T, path string) *cobra.Command {
	root, dockerCLI, err := newDocker(t).tree()
	require.NoError(t, err)
	setUp(root, dockerCLI)
	cmd, _, err := root.Find([]string{path})
	require.NoError(t, err)
	cmd.InheritedFlags() // adds --help, which all commands have
	return cmd
}

// row is what is compared of a flag, as a text that can be read in a diff.
func row(name, short, typ, noWord, engine string, hidden, deprecated bool) string {
	return fmt.Sprintf("--%s -%s %s without word %q engine %q hidden %t deprecated %t", name, short, typ, noWord, engine, hidden, deprecated)
}

func theirFlags(cmd *cobra.Command) (rows []string) {
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		rows = append(rows, row(f.Name, f.Shorthand, f.Value.Type(), f.NoOptDefVal, strings.Join(f.Annotations["ostype"], ""), f.Hidden, f.Deprecated != ""))
	})
	sort.Strings(rows)
	return rows
}

func ourFlags(flags []invoke.Flag) (rows []string) {
	for _, f := range flags {
		noWord := ""
		if f.Type == "bool" {
			noWord = "true"
		}
		rows = append(rows, row(f.Name, f.Short, f.Type, noWord, f.Engine, f.Hidden, f.Deprecated))
	}
	sort.Strings(rows)
	return rows
}
