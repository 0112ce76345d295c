package engine

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"

	"explain/sim"
	"explain/sim/invoke"
	"explain/sim/oracle/build"
	"explain/sim/report"
	"explain/sim/scenario"
)

// scenarioFolders hold the project's scenarios and examples.
var scenarioFolders = []string{"../../testdata", "../../../examples"}

func scenarioPaths() (paths []string, err error) {
	for _, dir := range scenarioFolders {
		err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() && d.Name() == "exercises" {
				return fs.SkipDir
			}
			if err == nil && strings.HasSuffix(path, ".txtar") {
				paths = append(paths, path)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return paths, nil
}

// typedWords are the words of each docker command of a scenario's lines, as bash
// hands them over to a docker that only notes them.
func typedWords(s scenario.Scenario, line string) (commands [][]string, err error) {
	dir, err := os.MkdirTemp("", "explain-words")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	cmd := exec.Command("/bin/bash", "-c", `docker() { printf '%s\0' docker "$@" >>"$NOTES"; printf '\1\0' >>"$NOTES"; }; sudo() { "$@"; }; PATH=/nowhere`+"\n"+line)
	cmd.Dir = dir
	cmd.Env = []string{"NOTES=" + dir + "/notes", "HOME=/home/me"}
	for name, value := range s.HostEnv {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	_ = cmd.Run() // a pasted prompt is no command of a shell's
	notes, _ := os.ReadFile(dir + "/notes")
	for _, c := range strings.Split(string(notes), "\x01\x00") {
		if c != "" {
			commands = append(commands, strings.Split(strings.TrimSuffix(c, "\x00"), "\x00"))
		}
	}
	return commands, nil
}

// questionsOf are the starts of a scenario; skipped says why others are none.
func questionsOf(name string, n int) (questions []Question, skipped []string, err error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, nil, err
	}
	s, err := scenario.Read(name, string(text))
	if err != nil {
		return nil, nil, err
	}
	if _, ok := s.Section("run"); !ok {
		return nil, nil, nil
	}
	req := s.Request()
	req.Engine = "20.10"
	rep := report.New(req)
	if rep.Error != nil {
		return nil, []string{"the input is refused"}, nil
	}
	commands, err := typedWords(s, req.Line)
	if err != nil {
		return nil, nil, err
	}
	builds := 0
	for _, c := range commands {
		if len(c) > 1 && c[1] == "build" {
			builds++
		}
	}
	if builds > 1 {
		return nil, []string{"it builds more than one image"}, nil
	}
	starts := startsOf(commands, req)
	var answers []int
	for i, a := range rep.Answers {
		if r := a.Invocation.Runner; r == "docker-run" || r == "docker-create" {
			answers = append(answers, i)
		}
	}
	if len(starts) != len(answers) || len(answers) == 0 {
		return nil, []string{"its lines are not plain docker run or docker create"}, nil
	}
	for i, at := range answers {
		q := Question{Name: fmt.Sprintf("%s %d", strings.TrimPrefix(name, "../../"), i+1), Request: req, Index: at, Words: starts[i].words, ImageAt: starts[i].image, tag: fmt.Sprintf("s%d-%d", n, i)}
		why, err := q.picture(rep.Answers[at], starts[i])
		if err != nil {
			return nil, nil, err
		}
		if why != "" {
			skipped = append(skipped, why)
			continue
		}
		questions = append(questions, q)
	}
	return questions, skipped, nil
}

// typedStart is one docker run or create, and the build in front of it.
type typedStart struct {
	words  []string
	image  int
	target string
	args   map[string]string
}

func startsOf(commands [][]string, req report.Request) (starts []typedStart) {
	now := typedStart{target: req.Target, args: req.BuildArgs}
	for _, c := range commands {
		var words []sim.Word
		for i, w := range c {
			words = append(words, sim.Word{Text: w, From: sim.Origin{Span: sim.Span{Start: i, End: i + 1, Line: 1}}})
		}
		cmd, _ := invoke.Docker(nil, words, invoke.Host{Env: req.HostEnv, EnvIsAll: true, Engine: req.Engine})
		switch cmd.Kind {
		case invoke.KindBuild:
			now.build(c)
		case invoke.KindRun, invoke.KindCreate:
			now.words, now.image = c[1:], -1
			if cmd.Invocation.Image.Text != "" {
				now.image = cmd.Invocation.Image.From.Span.Start - 1
			}
			starts = append(starts, now)
		}
	}
	return starts
}

// build reads what of docker build's options says which image is made.
func (s *typedStart) build(words []string) {
	args := map[string]string{}
	for i, w := range words {
		name, value, joined := strings.Cut(w, "=")
		if !joined && i+1 < len(words) {
			value = words[i+1]
		}
		switch name {
		case "--target":
			s.target = value
		case "--build-arg":
			k, v, _ := strings.Cut(value, "=")
			args[k] = v
		}
	}
	s.args = args
}

// picture is what the converter makes of the image that a start means; why says
// that there is none for an engine to run.
func (q *Question) picture(a report.Answer, s typedStart) (why string, err error) {
	req := q.Request
	c := build.Case{Target: s.target, Args: s.args, Platform: req.Platform, Images: build.Images{}, Catalogue: true}
	for _, b := range req.Bases {
		if err := c.Images.Add(b.Ref, b.File.Text); err != nil {
			return "its bases are no configurations", nil
		}
	}
	switch {
	case a.Outcome.Phase == sim.PhaseBuild:
		return "nothing is built", nil
	case a.Outcome.Phase == sim.PhaseCLI:
		q.ImageAt = -1 // as typed
		q.Config, q.Empty = []byte(`{"Cmd":["/bin/none"]}`), true
		return "", nil
	case a.Image == nil || a.Process == nil:
		return "there is no image", nil
	case len(req.Files) > 0 && req.Files[0].Name == "Dockerfile" && (a.Image.Ref == "" || a.Image.Stage != ""):
		c.Dockerfile = req.Files[0].Text
	case len(req.Files) > 0 && req.Files[0].Name == "inspect.json":
		if err := c.Images.Add("inspected", req.Files[0].Text); err != nil {
			return "what is inspected is no image", nil
		}
		c.Dockerfile = "FROM inspected\n"
	default:
		c.Dockerfile = "FROM " + a.Invocation.Image.Text + "\n"
	}
	stored, missing, err := build.Store(c)
	switch {
	case missing:
		return "a base image is not known", nil
	case err != nil:
		return "nothing is built", nil
	case stored.OS != "linux" || a.Image.OS == "windows":
		return "it is an image for Windows", nil
	case a.Invocation.Platform.Text != "":
		return "the line asks for a platform", nil
	case !a.Process.Certain:
		return "its argv is not certain", nil
	}
	q.Config, q.Empty = stored.Config, stored.Empty
	return "", nil
}

// programAt are the places at which a container's program is looked for.
func programAt(c Created) []string {
	program, dir := c.Argv[0], c.WorkingDir
	if strings.HasPrefix(program, "/") {
		return []string{program}
	}
	if dir == "" {
		dir = "/"
	}
	if strings.Contains(program, "/") {
		return []string{path.Join(dir, program)}
	}
	search := "/usr/local/sbin:/usr/local/bin"
	for _, e := range c.Env {
		if v, ok := strings.CutPrefix(e, "PATH="); ok {
			search = v
		}
	}
	for _, d := range strings.Split(search, ":") {
		if strings.HasPrefix(d, "/") && program != "" {
			return []string{path.Join(d, program)}
		}
	}
	return nil
}

// accounts are the lines of a user and a group that only a question names.
func accounts(user string) (files []file) {
	name, grp, _ := strings.Cut(user, ":")
	if name != "" && strings.Trim(name, "0123456789") != "" && !strings.Contains("\n"+passwd, "\n"+name+":") {
		files = append(files, file{name: "etc/passwd", mode: 0o644, data: passwd + fmt.Sprintf("%s:x:%d:%d::/:/bin/sh\n", name, madeUpID, madeUpID)})
	}
	if grp != "" && strings.Trim(grp, "0123456789") != "" && !strings.Contains("\n"+group, "\n"+grp+":") {
		files = append(files, file{name: "etc/group", mode: 0o644, data: group + fmt.Sprintf("%s:x:%d:\n", grp, madeUpID)})
	}
	return files
}
