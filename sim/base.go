package sim

// Base is the configuration of an image that something is built on or that is
// run as it is. Nil lists are absent.
type Base struct {
	Ref         string   // as the user wrote it
	Entrypoint  []string // nil absent, [] empty
	Cmd         []string
	Shell       []string // the SHELL stored in the image
	Env         []string // "K=V"
	OnBuild     []string
	User        string
	WorkingDir  string
	StopSignal  string
	Healthcheck *Healthcheck // Test words without origin
	OS          string       // "linux" when empty
	Arch        string
	ArgsEscaped bool

	// Unknown says of a slot why it is not known; the slot's field is then a
	// guess or empty.
	Unknown map[Slot]string
	// Nothing is true when nothing is known but the name.
	Nothing bool

	// BinSh is what runs as the image's default shell: "dash", "busybox ash",
	// "bash", "cmd.exe", "none" (there is no such file), or "" for not known.
	BinSh string

	// From says who told us: "catalogue", a file's name, "scratch". Date is the
	// day of which the catalogue speaks.
	From string
	Date string
	// Notes are sentences for the reader: a digest that was ignored, the nearest
	// tag that was taken.
	Notes []string
}

// Bases finds the configuration of an image reference for an OS ("linux",
// "windows"); ok is false when nothing is known of it.
type Bases interface {
	Base(ref, os string) (b Base, ok bool)
}

// AllSlots are the slots that an image configuration fills.
var AllSlots = []Slot{SlotEntrypoint, SlotCmd, SlotShell, SlotEnv, SlotUser, SlotWorkdir, SlotStopSignal, SlotHealthcheck, SlotOnbuild}

// UnknownBase is the base of which nothing is known but its name.
func UnknownBase(ref string) Base { return Base{Ref: ref, Nothing: true} }

// Why says why a slot is not known, "" when it is.
func (b *Base) Why(slot Slot) string {
	if b.Nothing {
		return slotTitle[slot] + " of " + b.Ref
	}
	return b.Unknown[slot]
}

var slotTitle = map[Slot]string{
	SlotEntrypoint: "ENTRYPOINT", SlotCmd: "CMD", SlotShell: "SHELL", SlotEnv: "ENV", SlotUser: "USER",
	SlotWorkdir: "WORKDIR", SlotStopSignal: "STOPSIGNAL", SlotHealthcheck: "HEALTHCHECK", SlotOnbuild: "ONBUILD",
}
