package invoke

import "slices"

// Flag is one option of a command, as the client's own table has it.
type Flag struct {
	Name  string
	Short string // its letter, "" for none
	// Type is what the client calls the kind of its value: bool, string, int,
	// list … A bool takes no word; every other type does.
	Type string
	// Since is the first client that has it; "" for every client we know.
	Since string
	// Hidden: it works, and --help does not list it.
	Hidden bool
	// Engine is the only operating system of an engine on which the client lets
	// it through; "" for any.
	Engine string
	// Before is its Type in client 20.10 where that was another one.
	Before string
	// Deprecated: the current client says so whenever it is used.
	Deprecated bool

	check check // what its value is refused for; nil: what its type says
}

// oldClient is the profile of the 20.10 client; any other is the current one.
const oldClient = "20.10"

// Flags is the options of a kind of command (run, create, build, exec, start)
// in the client that belongs to an engine ("" for the current one).
func Flags(kind Kind, engine string) []Flag {
	return slices.Clone(tableOf(string(kind), engine).flags)
}

// before is f as the 20.10 client has it.
func (f Flag) before() Flag {
	f.Deprecated = false
	if f.Before != "" {
		f.Type = f.Before
	}
	return f
}
