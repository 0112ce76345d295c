package build

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"
)

// workers is how many cases are judged at once.
const workers = 2

// judgeAll judges n cases, each made by its number.
func judgeAll(n int, caseOf func(i int) Case) *tally {
	parts := [workers]*tally{}
	var wg sync.WaitGroup
	for w := range workers {
		parts[w] = newTally()
		wg.Go(func() {
			for i := w; i < n; i += workers {
				parts[w].count(Judge(caseOf(i)))
			}
		})
	}
	wg.Wait()
	total := newTally()
	for _, p := range parts {
		total.add(p)
	}
	return total
}

// shownClasses is how many classes of problems are shrunk and printed.
const shownClasses = 20

// report shrinks the shortest case of each class of problems and prints it with
// both answers.
func report(w io.Writer, problems []Problem) {
	byClass := map[string][]Problem{}
	for _, p := range problems {
		byClass[p.Class] = append(byClass[p.Class], p)
	}
	classes := slices.SortedFunc(maps.Keys(byClass), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(byClass[b]), len(byClass[a])), cmp.Compare(a, b))
	})
	for i, class := range classes {
		if i == shownClasses {
			fmt.Fprintf(w, "… and %d more classes\n", len(classes)-i)
			return
		}
		shortest := slices.MinFunc(byClass[class], func(a, b Problem) int {
			return cmp.Compare(len(a.Case.Dockerfile), len(b.Case.Dockerfile))
		})
		p := Shrink(shortest)
		fmt.Fprintf(w, "\n===== %d × %s\n%s    %s\n", len(byClass[class]), class, p.Case, p.Detail)
	}
}
