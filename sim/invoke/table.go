package invoke

import (
	"io"
	"strings"
	"sync"

	"github.com/spf13/pflag"
)

// table is the options of one command in one client.
type table struct {
	flags  []Flag
	engine string
	sets   sync.Pool // of *pflag.FlagSet: making one costs more than using it
}

// commandFlags are the options by the last word of the command; docker's own
// are under docker.
var commandFlags = map[string][][]Flag{
	"docker":    {globalFlags},
	"container": {helpFlag},
	"image":     {helpFlag},
	"builder":   {helpFlag},
	"buildx":    {buildxFlags},
	"run":       {runFlags, containerFlags},
	"create":    {createFlags, containerFlags},
	"exec":      {execFlags},
	"start":     {startFlags},
	"restart":   {restartFlags},
	"build":     {buildFlags},
}

var tables sync.Map // of *table by command and engine

// tableOf is the table of a command. Of a command that has none it is empty.
func tableOf(command, engine string) *table {
	if engine != oldClient {
		engine = ""
	}
	key := [2]string{command, engine}
	if t, ok := tables.Load(key); ok {
		return t.(*table)
	}
	t := &table{engine: engine}
	for _, flags := range commandFlags[command] {
		for _, f := range flags {
			if engine != oldClient {
				t.flags = append(t.flags, f)
			} else if f.Since == "" {
				t.flags = append(t.flags, f.before())
			}
		}
	}
	if len(t.flags) > 0 {
		tables.Store(key, t)
	}
	return t
}

// has reports whether an option of that name is in the table.
func (t *table) has(name string) bool {
	for i := range t.flags {
		if t.flags[i].Name == name {
			return true
		}
	}
	return false
}

// take is the table as pflag, the client's own parser, wants it.
func (t *table) take() *pflag.FlagSet {
	if set, ok := t.sets.Get().(*pflag.FlagSet); ok {
		return set
	}
	set := pflag.NewFlagSet("", pflag.ContinueOnError)
	set.SetOutput(io.Discard)
	for i := range t.flags {
		f := &t.flags[i]
		set.AddFlag(&pflag.Flag{Name: f.Name, Shorthand: f.Short, Value: value{f, t.engine}, NoOptDefVal: withoutWord[f.Type]})
	}
	return set
}

// withoutWord is what the types that take no word are set to when none is
// given with "=".
var withoutWord = map[string]string{"bool": "true", "optional": "default"}

// value is pflag's view of one Flag: it judges, and remembers nothing.
type value struct {
	flag   *Flag
	engine string
}

func (v value) String() string { return "" }
func (v value) Type() string   { return v.flag.Type }

func (v value) Set(text string) error {
	refuses := v.flag.refuses()
	if refuses == nil || strings.Contains(text, hole) {
		return nil
	}
	return refuses(text, v.engine)
}
