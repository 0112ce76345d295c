package report

import (
	"bytes"
	"testing"

	"explain/sim"
)

var threeStages = Request{Stages: true, Files: []sim.File{{Name: "Dockerfile", Text: `FROM scratch AS dependencies
CMD npm ci

FROM dependencies AS empty
ENTRYPOINT []
CMD []

FROM corp/base:1 AS test
CMD npm test

FROM dependencies AS prod
COPY --from=dependencies /app /app
ENTRYPOINT ["node", "--enable-source-maps"]
CMD ["server.js", "--port", "8000", "--host", "0.0.0.0"]
`}}}

func TestStagesText(t *testing.T) {
	r := New(threeStages)
	for file, style := range map[string]Style{"stages.80.txt": {}, "stages.40.txt": {Width: 40}, "stages.color.txt": {Color: true, ASCII: true}} {
		var b bytes.Buffer
		if err := StagesText(&b, r, style); err != nil {
			t.Fatal(err)
		}
		golden(t, "testdata/draw/"+file, b.String())
	}
	everyStyle(func(s Style) {
		var b bytes.Buffer
		if err := StagesText(&b, r, s); err != nil {
			t.Fatal(err)
		}
		checkText(t, "stages", b.String(), s)
	})
}

func TestMatrixText(t *testing.T) {
	m := NewMatrix(Request{Files: []sim.File{{Name: "Dockerfile", Text: "FROM debian\nENTRYPOINT [\"echo\", \"Hello, \"]\nCMD [\"world!\"]\n"}}})
	for file, style := range map[string]Style{"matrix.80.txt": {}, "matrix.40.txt": {Width: 40}, "matrix.120.txt": {Width: 120, Color: true}} {
		var b bytes.Buffer
		if err := MatrixText(&b, m, style); err != nil {
			t.Fatal(err)
		}
		golden(t, "testdata/draw/"+file, b.String())
	}
	everyStyle(func(s Style) {
		var b bytes.Buffer
		if err := MatrixText(&b, m, s); err != nil {
			t.Fatal(err)
		}
		checkText(t, "matrix", b.String(), s)
	})
}
