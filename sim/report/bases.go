package report

import (
	"explain/sim"
	"explain/sim/catalogue"
	"explain/sim/image"
)

// baseSet finds base images: the user's own first, then the catalogue.
type baseSet struct {
	own []ownBase
}

type ownBase struct {
	refs []string
	base sim.Base
	file string
}

// read reads the configurations that came with the request.
func (s *baseSet) read(files []BaseFile) *sim.Error {
	for _, f := range files {
		if f.Ref != "" {
			b, err := image.AsBase(f.File)
			if err != nil {
				return err
			}
			b.From = f.File.Name
			s.own = append(s.own, ownBase{refs: []string{f.Ref}, base: b, file: f.File.Name})
			continue
		}
		objects, err := image.Read(f.File)
		if err != nil {
			return err
		}
		for _, o := range objects {
			if o.Kind != image.Image {
				continue
			}
			o.Base.From = f.File.Name
			s.own = append(s.own, ownBase{refs: o.Refs, base: o.Base, file: f.File.Name})
		}
	}
	return nil
}

// Base implements sim.Bases.
func (s *baseSet) Base(ref, os string) (sim.Base, bool) {
	for _, o := range s.own {
		for _, r := range o.refs {
			if sim.SameReference(r, ref) {
				b := o.base
				b.Ref = ref
				return b, true
			}
		}
	}
	return catalogue.New().Base(ref, os)
}

// has reports whether an own base has the name.
func (s *baseSet) has(ref string) bool {
	for _, o := range s.own {
		for _, r := range o.refs {
			if sim.SameReference(r, ref) {
				return true
			}
		}
	}
	return false
}
