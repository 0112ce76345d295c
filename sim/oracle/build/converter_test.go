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
	require.Equal(t, "arguments are required", Converter(Case{Dockerfile: "FROM b\nRUN []\n"}).Err, "only the marshalled state tells")
}
