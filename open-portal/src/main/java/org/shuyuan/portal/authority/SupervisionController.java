package org.shuyuan.portal.authority;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.client.CatalogueDesk;
import org.shuyuan.portal.client.RequestSummary;
import org.shuyuan.portal.client.SharingDesk;
import org.shuyuan.vocab.process.RequestState;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Who is who, and which agencies keep their deadlines (Government Data Sharing
 * Regulation, art. 38-41), computed from the record.
 */
@Controller
class SupervisionController {

	private static final int PAGES = 20;

	private final CatalogueDesk catalogue;

	private final SharingDesk sharing;

	SupervisionController(CatalogueDesk catalogue, SharingDesk sharing) {
		this.catalogue = catalogue;
		this.sharing = sharing;
	}

	@GetMapping("/authority/agencies")
	String agencies(@RequestParam(required = false) @Nullable String agency, Model model) {
		model.addAttribute("agencies", this.catalogue.agencies());
		if (agency != null && !agency.isBlank()) {
			model.addAttribute("chosen", agency);
			model.addAttribute("assignments", this.catalogue.assignments(agency));
		}
		return "authority/agencies";
	}

	@GetMapping("/authority/supervision")
	String supervision(Model model) {
		model.addAttribute("rows", rows());
		return "authority/supervision";
	}

	private Collection<Row> rows() {
		Map<String, Row> rows = new TreeMap<>();
		String after = null;
		for (int page = 0; page < PAGES; page++) {
			var requests = this.sharing.requests("all", null, false, after);
			for (RequestSummary request : requests.items()) {
				if (request.provider() != null && request.state() != RequestState.DRAFT
						&& request.state() != RequestState.DECLINED) {
					rows.merge(request.provider(), Row.of(request), Row::plus);
				}
			}
			after = requests.after();
			if (after == null) {
				break;
			}
		}
		List<Row> sorted = rows.values()
			.stream()
			.sorted(Comparator.comparing(Row::overdue).reversed().thenComparing(Row::agency))
			.toList();
		return sorted;
	}

	/**
	 * What one agency was asked for and whether it met its deadlines.
	 *
	 * @param overdue of these, waiting beyond a term
	 * @param late of these, ever beyond a term
	 */
	public record Row(String agency, int asked, int waiting, int overdue, int late, int approved, int refused) {

		static Row of(RequestSummary request) {
			boolean over = request.state().over();
			return new Row(String.valueOf(request.provider()), 1, over ? 0 : 1, request.providerOverdue() ? 1 : 0,
					request.providerLate() ? 1 : 0, (request.grantId() != null) ? 1 : 0,
					(request.state() == RequestState.REFUSED) ? 1 : 0);
		}

		Row plus(Row other) {
			return new Row(this.agency, this.asked + other.asked, this.waiting + other.waiting,
					this.overdue + other.overdue, this.late + other.late, this.approved + other.approved,
					this.refused + other.refused);
		}

	}

}
