package build

// record puts what the converter says into the sections image and argv, those
// that are there; note says why one was left alone.
func (s *scenario) record() (changed bool, note string) {
	c, ok := s.main()
	if !ok || s.section("image") == nil && s.section("argv") == nil {
		return false, ""
	}
	if s.builds() {
		return false, "builds in its own way"
	}
	truth := Converter(c)
	if truth.Failed() {
		return false, truth.String()
	}
	changed = s.set("image", truth.Config.String()+"\n")
	if s.section("argv") == nil {
		return changed, ""
	}
	argv, ok := s.argv(truth.Config)
	if !ok {
		return changed, "argv depends on the command line"
	}
	return s.set("argv", argv) || changed, ""
}

// set changes a section that is there and says something else.
func (s *scenario) set(name, text string) bool {
	f := s.section(name)
	if f == nil || sameJSON(string(f.Data), text) {
		return false
	}
	f.Data = []byte(text)
	return true
}
