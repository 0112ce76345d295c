//go:build !windows

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	unmended = "FROM scratch\nCMD ['x', 'y']\n"
	asMended = "FROM scratch\nCMD [\"x\", \"y\"]\n"
	somebody = 12345
)

// theirs is a file of somebody else that --fix would mend, in a folder where
// anybody may write.
func theirs(t *testing.T) string {
	if os.Getuid() != 0 {
		t.Skip("only root can make a file of somebody else")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "Dockerfile")
	require.NoError(t, os.WriteFile(path, []byte(unmended), 0o644))
	require.NoError(t, os.Chown(path, somebody, somebody))
	require.NoError(t, os.Chmod(path, 0o715|os.ModeSetuid|os.ModeSetgid))
	for ; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		require.NoError(t, os.Chmod(dir, 0o777))
	}
	return path
}

func ownerOf(t *testing.T, path string) (owner int, mode os.FileMode) {
	st, err := os.Stat(path)
	require.NoError(t, err)
	return int(st.Sys().(*syscall.Stat_t).Uid), st.Mode()
}

// TestFixKeepsTheOwner: and the mode to its last bit.
func TestFixKeepsTheOwner(t *testing.T) {
	path := theirs(t)
	_, said, status := answer("check", "--fix", path)
	assert.Equal(t, exitOK, status, said)
	owner, mode := ownerOf(t, path)
	assert.Equal(t, somebody, owner)
	assert.Equal(t, 0o715|os.ModeSetuid|os.ModeSetgid, mode)
	assert.NotContains(t, said, "owner")
}

// TestFixSaysThatTheOwnerChanges: who is not root cannot give a file away. Nobody
// gets a file that runs as them from it.
func TestFixSaysThatTheOwnerChanges(t *testing.T) {
	path := theirs(t)
	self, err := os.Executable()
	require.NoError(t, err)
	program, err := os.ReadFile(self)
	require.NoError(t, err)
	explain := filepath.Join(filepath.Dir(path), "explain") // by its name, see TestMain
	require.NoError(t, os.WriteFile(explain, program, 0o755))
	cmd := exec.Command(explain, "check", "--fix", "Dockerfile")
	cmd.Dir = filepath.Dir(path)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: somebody + 1, Gid: somebody + 1}}
	said, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", said)
	assert.Contains(t, string(said), "explain: Dockerfile: its owner and group could not be kept: operation not permitted\n")
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, asMended, string(text))
	owner, mode := ownerOf(t, path)
	assert.Equal(t, somebody+1, owner)
	assert.Equal(t, os.FileMode(0o715), mode)
}
