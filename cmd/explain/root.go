package main

import (
	"io"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"explain/sim/report"
)

// app is one call of explain: its arguments, its streams and its flags.
type app struct {
	args           []string
	known          *pflag.FlagSet // explain's own flags
	stdin          io.Reader
	stdout, stderr io.Writer
	stdinTaken     bool
	answered       bool  // a JSON document was written: there is no second one
	unhelpful      error // why the help could not be printed
	flags
}

const rootHelp = `explain says what a container will run, and why.

Put it in front of the line you would type, or give it the file you would build:

  explain docker run --rm -e A=1 my-image serve --port 80
  explain 'docker run my-image "$@"'         the line as one string, as pasted
  explain -f Dockerfile docker run my-image  the image is built from this file
  explain Dockerfile                         what does this image start?
  explain                                    the same, for ./Dockerfile
  docker inspect my-image | explain -        an image that exists

Verbs:

  stages [PATH]     the stages of a Dockerfile, a line each
  matrix [PATH]     every way to start the image, in one table
  check PATH...     what is worth mending; --fix mends what is safe
  error [TEXT | -]  from a message or an exit code to its causes
  rule [ID]         the rules, or one rule's page
  test PATH...      scenario files as tests of your own images
  render            the text of a report that --format json wrote
  serve             the playground, on this machine
  version           what this explain is made of

Flags come before the first word of the line that is explained; what stands
behind belongs to that line.

Exit status: 0 explained, also when what is explained would fail; 1 --strict is
not met, check found something, error recognised nothing, or an argv is not
certain; 2 explain is used wrongly; 3 the input cannot be read, or the answer
not be written.
`

// verbs are the names of explain's own commands.
var verbs = []string{"stages", "matrix", "check", "error", "rule", "test", "render", "version", "help"}

// root is explain without a verb, and the way to all verbs.
func (a *app) root() *cobra.Command {
	var version bool
	root := &cobra.Command{
		Use:           "explain [flags] PATH | LINE...",
		Long:          rootHelp,
		Args:          cobra.ArbitraryArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if version {
				return a.versionFlag()
			}
			args, err := trailingFlags(cmd, args)
			if err != nil {
				return err
			}
			return a.explain(args)
		},
	}
	root.SetHelpFunc(a.help)
	root.Flags().SetInterspersed(false)
	root.Flags().SortFlags = false
	root.Flags().BoolVar(&version, "version", false, "say what this explain is made of")
	a.inputFlags(root.Flags())
	a.outputFlags(root.Flags(), formatText, formatJSON, formatMarkdown, formatArgv, formatShell)
	a.strictFlag(root.Flags())
	a.linkFlags(root.Flags())
	root.AddCommand(a.stagesCommand(), a.matrixCommand(), a.checkCommand(), a.errorCommand(),
		a.ruleCommand(), a.testCommand(), a.renderCommand(), a.serveCommand(), a.versionCommand())
	root.AddCommand(notYetCommands()...)
	return root
}

// trailingFlags reads flags that stand behind a PATH. Behind the words of a
// line they are the line's.
func trailingFlags(cmd *cobra.Command, args []string) ([]string, error) {
	if len(args) < 2 || recognise(args).isLine() {
		return args, nil
	}
	fs := cmd.Flags()
	fs.SetInterspersed(true)
	if err := fs.Parse(args[1:]); err != nil {
		return nil, err
	}
	return append(args[:1:1], fs.Args()...), nil
}

// explain answers for a path or a line, or makes a link that does.
func (a *app) explain(args []string) error {
	req, err := a.question(args)
	if err != nil {
		return err
	}
	if a.link != "" {
		return a.printLink(req)
	}
	if a.format == formatMarkdown && !a.reveal {
		req = report.Masked(req)
	}
	return a.show(report.New(req))
}

// question is what the arguments ask.
func (a *app) question(args []string) (report.Request, error) {
	s, err := a.subjectOf(args)
	if err != nil {
		return report.Request{}, err
	}
	s.guess = len(args) > 0
	return a.request(s)
}
