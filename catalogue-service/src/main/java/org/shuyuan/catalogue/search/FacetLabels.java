package org.shuyuan.catalogue.search;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.publicview.PublicView;
import org.shuyuan.catalogue.search.index.Facet;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.AgencyId;

import org.springframework.stereotype.Component;

/**
 * What the values of facets are called.
 */
@Component
class FacetLabels {

	private static final Map<String, Text> MISSING = Map.of("description", Text.of("摘要", "description"), "keywords",
			Text.of("关键词", "keywords"), "themes", Text.of("主题", "themes"), "area", Text.of("区划", "area"), "frequency",
			Text.of("更新频率", "update frequency"), "sharing", Text.of("共享属性", "sharing class"), "openness",
			Text.of("开放属性", "openness"), "grade", Text.of("分级", "grade"), "items", Text.of("信息项", "data items"),
			"formats", Text.of("数据格式", "formats"));

	private static final Map<String, Text> HAS_DATA = Map.of("true", Text.of("有数据", "with data"), "false",
			Text.of("暂无数据", "without data"));

	private final PublicView view;

	private volatile Agencies agencies = new Agencies(-1, Map.of());

	FacetLabels(PublicView view) {
		this.view = view;
	}

	/**
	 * The labels of a facet's values as they are now; a value itself where nothing better
	 * is known.
	 */
	Function<String, Text> of(Facet facet) {
		Function<String, @Nullable Text> known = switch (facet) {
			case AGENCY -> agencies()::get;
			case HAS_DATA -> HAS_DATA::get;
			case MISSING -> MISSING::get;
			case THEME, FORMAT, OPENNESS, SHARING, GRADE, LIBRARY, FREQUENCY, AREA, COMPLETENESS -> {
				CodeList list = facet.scheme().flatMap(CodeList::named).orElse(null);
				yield (list != null) ? list::label : (value) -> null;
			}
		};
		return (value) -> Objects.requireNonNullElseGet(known.apply(value), () -> Text.of(value));
	}

	private Map<String, Text> agencies() {
		long position = this.view.standing().position();
		Agencies known = this.agencies;
		if (known.position() != position) {
			Map<String, Text> names = new java.util.HashMap<>();
			for (Map.Entry<AgencyId, Text> name : this.view.agencyNames().entrySet()) {
				names.put(name.getKey().value(), name.getValue());
			}
			known = new Agencies(position, names);
			this.agencies = known;
		}
		return known.names();
	}

	private record Agencies(long position, Map<String, Text> names) {
	}

}
