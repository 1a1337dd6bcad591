package figures

import (
	"fmt"
	"math"
	"strings"

	"reckon/model/number"
)

// Describe writes alternative text from the data of a chart and says that it
// did: what is drawn, its ends, its marks.
func Describe(c *Chart) string {
	w := describeWords["en"]
	if base, _, _ := strings.Cut(c.Lang, "-"); describeWords[base] != (sentences{}) {
		w = describeWords[base]
	}
	style := number.Style{Lang: c.Lang}
	num := func(x float64) string { return style.Number(x, number.Format{Verb: 'g', Digits: 3}, 0) }
	var parts []string
	if c.categorical() {
		for _, s := range c.Series {
			var values []string
			for i, name := range c.Categories {
				if v := pick(s.Y, i); !math.IsNaN(v) {
					text := num(v)
					if i < len(s.Text) && s.Text[i] != "" {
						text = s.Text[i]
					}
					values = append(values, name+" "+text)
				}
			}
			lead := ""
			if len(c.Series) > 1 {
				lead = s.Label + w.colon
			}
			parts = append(parts, lead+strings.Join(values, w.comma))
		}
	} else {
		for _, s := range c.Series {
			if n := len(s.X); n > 0 {
				parts = append(parts, fmt.Sprintf(w.curve, s.Label, num(s.Y[0]), num(s.X[0]), num(s.Y[n-1]), num(s.X[n-1])))
			}
		}
	}
	for _, m := range c.Marks {
		parts = append(parts, fmt.Sprintf(w.mark, m.Label))
	}
	return w.lead + strings.Join(parts, w.semicolon) + w.stop
}

type sentences struct{ lead, curve, mark, colon, comma, semicolon, stop string }

var describeWords = map[string]sentences{
	"en": {"Chart, described from its data: ", "%s goes from %s at %s to %s at %s", "marked: %s", ": ", ", ", "; ", "."},
	"zh": {"图表，说明由数据生成：", "%s 从 %s（横轴 %s）到 %s（横轴 %s）", "标记：%s", "：", "，", "；", "。"},
	"de": {"Diagramm, aus den Daten beschrieben: ", "%s geht von %s bei %s bis %s bei %s", "markiert: %s", ": ", ", ", "; ", "."},
	"fr": {"Graphique, décrit d’après ses données : ", "%s va de %s à %s jusqu’à %s à %s", "repère : %s", " : ", ", ", " ; ", "."},
	"es": {"Gráfico, descrito a partir de sus datos: ", "%s va de %s en %s a %s en %s", "marca: %s", ": ", ", ", "; ", "."},
	"ja": {"データから作成した図の説明：", "%s は %s（横軸 %s）から %s（横軸 %s）まで", "印：%s", "：", "、", "；", "。"},
}
