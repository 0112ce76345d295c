package engine

import (
	"fmt"
	"os"
	"testing"
	"time"
)

// TestMain ends with a line of counts where an engine was asked. No engine, or
// nothing asked, is for who starts it to judge.
func TestMain(m *testing.M) {
	begin := time.Now()
	status := m.Run()
	if total.version != "" {
		fmt.Printf("engines: %s: %d asked, %d known differences, %d unexplained, %.0f s\n",
			total.version, total.asked, total.explained, total.unexplained, time.Since(begin).Seconds())
	}
	os.Exit(status)
}
