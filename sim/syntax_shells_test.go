package sim

import (
	"context"
	"errors"
	"math/rand/v2"
	"os/exec"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// refuses asks a real shell whether it can read a text; with -n it runs nothing.
func (s realShell) refuses(t *testing.T, text string) bool {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	err := exec.CommandContext(ctx, s.command[0], append(slices.Clone(s.command[1:]), "-n", "-c", text)...).Run()
	var exit *exec.ExitError
	return errors.As(err, &exit) && exit.ExitCode() == 2
}

// TestRealShellsRefuse: a text that we say a shell cannot read, it cannot.
func TestRealShellsRefuse(t *testing.T) {
	for _, s := range realShells {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			if !s.proves() {
				t.Skipf("%s is not installed", s.name)
			}
			refused, missed, asked := 0, 0, 0
			for n, seed := range seeds(t) {
				r := wordTexts{shellTexts{rand.New(rand.NewPCG(seed, 0))}}
				for range []int{500, 50}[n] {
					text := r.broken()
					p := Process{Argv: []Word{{Text: "sh"}, {Text: "-c"}, {Text: text}}}
					o, says := unreadable(Image{BinSh: s.name}, p, Invocation{})
					asked++
					if says {
						refused++
						assert.True(t, s.refuses(t, text), "%s -n -c %q: %s", s.name, text, o.Hint)
					} else if s.refuses(t, text) {
						missed++
					}
				}
			}
			t.Logf("of %d texts %d are said to be refused; %d more are", asked, refused, missed)
			assert.Greater(t, refused, 50)
		})
	}
}

// broken is a text with a part cut out, put in twice, or put in.
func (r wordTexts) broken() string {
	text := r.list(1)
	for range 1 + r.IntN(2) {
		at := r.IntN(len(text) + 1)
		end := min(at+r.IntN(4), len(text))
		switch r.IntN(3) {
		case 0:
			text = text[:at] + text[end:]
		case 1:
			text = text[:end] + text[at:]
		default:
			text = text[:at] + r.of("'", `"`, "(", ")", ";", ";;", "|", "&&", "fi", "then", "{", "}", "`", "$(", "<", ">", "\n", "if ", "do", "done", "case", "esac", "!", "&", "in", "function ", "((", "))", "[[", "]]", "<<E\n", "#", "\\", "${", "for ") + text[at:]
		}
	}
	return text
}
