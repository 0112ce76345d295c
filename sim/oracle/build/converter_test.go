package build

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestConverterAnswers(t *testing.T) {
	r := Converter(Case{Dockerfile: "FROM b\nENTRYPOINT [\"e\"]\nRUN echo hi\n"})
	require.Empty(t, r.Err)
	require.Equal(t, `{"Entrypoint":["e"],"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]}`, r.String())
	require.True(t, Converter(Case{Dockerfile: "FROM nope\n"}).Unresolved)
}
func BenchmarkConverter(b *testing.B) {
	for range b.N {
		Converter(Case{Dockerfile: "FROM b\nENTRYPOINT [\"e\"]\nRUN echo hi\nENV A=b\nWORKDIR /x\nCOPY . /\nFROM b\nCOPY --from=0 / /\nRUN x\n"})
	}
}
