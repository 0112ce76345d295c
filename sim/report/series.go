package report

import (
	"maps"

	"explain/sim"
)

// Series answers one request after another. It keeps the Dockerfile that it read
// last: while somebody types a line, reading the file again is near half of the
// work. The zero value is ready; it is for one goroutine at a time.
type Series struct {
	file sim.File
	opt  sim.ParseOptions
	read sim.Dockerfile
	err  error
	used bool
}

// New is the report that the function New gives.
func (s *Series) New(req Request) *Report {
	e := newExplainer(req)
	e.parse = s.parse
	if err := e.run(); err != nil {
		e.report.Answers, e.report.Error = nil, err
	}
	return e.finish()
}

// parse is sim.ParseWith. What it gave before may be given again, since nobody
// changes a sim.Dockerfile.
func (s *Series) parse(f sim.File, opt sim.ParseOptions) (sim.Dockerfile, error) {
	same := s.used && s.file == f && s.opt.Exact == opt.Exact && maps.Equal(s.opt.Args, opt.Args) && maps.Equal(s.opt.Unknown, opt.Unknown)
	if !same {
		s.file, s.used = f, true
		s.opt = sim.ParseOptions{Exact: opt.Exact, Args: maps.Clone(opt.Args), Unknown: maps.Clone(opt.Unknown)}
		s.read, s.err = sim.ParseWith(f, opt)
	}
	return s.read, s.err
}
