package client

import (
	_ "github.com/docker/cli/cli"
	_ "github.com/docker/cli/cli/command"
	_ "github.com/docker/cli/cli/command/commands"
)
