package report

import (
	"encoding/json"
	"io"
)

// JSON writes the report as one JSON document and a newline. Two hosts given
// the same request write the same bytes.
func JSON(w io.Writer, r *Report) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(r)
}
