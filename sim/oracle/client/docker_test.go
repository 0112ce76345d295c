package client

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"testing"

	"github.com/docker/cli/cli"
	"github.com/docker/cli/cli/command"
	"github.com/docker/cli/cli/command/commands"
	"github.com/docker/cli/cli/flags"
	"github.com/moby/moby/client"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/require"
)

// answer is what a client did with a line.
type answer struct {
	created *created
	says    string // its error, up to the first blank line
	code    int
}

// docker is the current client, in this process.
type docker struct {
	recorder *recorder
	api      client.APIClient
}

func newDocker(t *testing.T) *docker {
	r := newRecorder(t, client.MaxAPIVersion)
	api, err := client.New(client.WithHost("unix://" + r.socket))
	require.NoError(t, err)
	return &docker{recorder: r, api: api}
}

// run gives a line's words, without "docker", to the client.
func (d *docker) run(args []string) (answer, error) {
	code := 0
	err := d.execute(args)
	if err != nil {
		code = 1
	}
	var status cli.StatusError
	if errors.As(err, &status) && status.StatusCode != 0 {
		code = status.StatusCode
	}
	says := ""
	if err != nil {
		says, _, _ = strings.Cut(err.Error()+"\n\n", "\n\n")
	}
	c, broken := d.recorder.take()
	return answer{created: c, says: says, code: code}, broken
}

func (d *docker) execute(args []string) error {
	top, err := d.commands()
	if err != nil {
		return err
	}
	top.SetArgs(args)
	root, rest, err := top.HandleGlobalFlags()
	if err != nil {
		return err
	}
	if err := top.Initialize(); err != nil {
		return err
	}
	root.SetArgs(rest)
	return root.Execute()
}

// commands is docker's command tree, as its main program sets it up. A tree
// keeps what a line has set, so each line needs its own.
func (d *docker) commands() (*cli.TopLevelCommand, error) {
	root, dockerCLI, err := d.tree()
	if err != nil {
		return nil, err
	}
	opts := setUp(root, dockerCLI)
	for _, cmd := range []string{"run", "create", "container run", "container create"} {
		found, _, err := root.Find(strings.Fields(cmd))
		if err != nil {
			return nil, err
		}
		checkEngineFirst(found)
	}
	return cli.NewTopLevelCommand(root, dockerCLI, opts, root.Flags()), nil
}

// setUp adds the options and the commands.
func setUp(root *cobra.Command, dockerCLI *command.DockerCli) *flags.ClientOptions {
	opts, _ := cli.SetupRootCommand(root)
	root.Flags().BoolP("version", "v", false, "")
	root.Flags().String("cloud", "", "")
	root.Flags().Lookup("cloud").NoOptDefVal = "default"
	badFlag := root.FlagErrorFunc()
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		if wrong := wrongEngine(cmd); wrong != nil {
			return wrong
		}
		return badFlag(cmd, err)
	})
	commands.AddCommands(root, dockerCLI)
	return opts
}

func (d *docker) tree() (*cobra.Command, *command.DockerCli, error) {
	var out bytes.Buffer
	dockerCLI, err := command.NewDockerCli(command.WithCombinedStreams(&out),
		command.WithInputStream(io.NopCloser(&out)), command.WithAPIClient(d.api))
	if err != nil {
		return nil, nil, err
	}
	dockerCLI.In().SetIsTerminal(true)
	root := &cobra.Command{
		Use: "docker [OPTIONS] COMMAND [ARG...]", TraverseChildren: true,
		SilenceUsage: true, SilenceErrors: true, DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return fmt.Errorf("docker: unknown command: docker %s", args[0])
		},
	}
	root.SetOut(&out)
	root.SetErr(&out)
	return root, dockerCLI, nil
}

// checkEngineFirst makes cmd look at the engine before it counts its words.
func checkEngineFirst(cmd *cobra.Command) {
	count := cmd.Args
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if err := wrongEngine(cmd); err != nil {
			return err
		}
		return count(cmd, args)
	}
}

// wrongEngine is the main program's complaint of options that the engine's
// operating system has not; the recorder says it is Linux.
func wrongEngine(cmd *cobra.Command) error {
	var says []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if system := f.Annotations["ostype"]; f.Changed && len(system) == 1 && system[0] != "linux" {
			says = append(says, fmt.Sprintf(`"--%s" is only supported on a Docker daemon running on %s, but the Docker daemon is running on linux`, f.Name, system[0]))
		}
	})
	if says == nil {
		return nil
	}
	sort.Strings(says)
	return errors.New(strings.Join(says, "\n"))
}

// TestMain gives the clients an environment of their own: no configuration of
// the user's, and known variables.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "explain-client")
	if err != nil {
		panic(err)
	}
	os.Clearenv()
	for name, value := range hostEnv(dir) {
		os.Setenv(name, value)
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// hostEnv is the whole environment of the clients.
func hostEnv(dir string) map[string]string {
	return map[string]string{
		"DOCKER_CONFIG": dir, "HOME": dir, "PATH": "/usr/bin:/bin",
		"SET": "from the host", "EMPTY": "", "EQUALS": "a=b", "LINES": "one\ntwo", "ü": "umlaut",
	}
}
