package main

import "github.com/spf13/cobra"

// notYetCommands are verbs that are known by name and come with a later
// version; each says what to do until then.
func notYetCommands() []*cobra.Command {
	return []*cobra.Command{
		later("learn", "read the worked examples: explain examples/NAME.txtar"),
	}
}

func later(name, hint string) *cobra.Command {
	return &cobra.Command{
		Use:                name,
		Hidden:             true,
		DisableFlagParsing: true,
		RunE: func(*cobra.Command, []string) error {
			return usage(hint, "explain %s is not in this version yet", name)
		},
	}
}
