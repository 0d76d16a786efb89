package org.shuyuan.catalogue.duty;

import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.agency.Agencies;
import org.shuyuan.catalogue.entry.EntryStore;
import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.catalogue.source.SourceRegister;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.caller.RoleMissing;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.web.Page;
import org.shuyuan.vocab.Characters;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Citation;
import org.shuyuan.vocab.classification.LegalInstruments;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.role.Role;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/catalogue/agencies/{uscc}/duties")
@Tag(name = "duties")
class DutyController {

	private final DutyStore duties;

	private final Agencies agencies;

	private final EntryStore entries;

	private final SourceRegister sources;

	DutyController(DutyStore duties, Agencies agencies, EntryStore entries, SourceRegister sources) {
		this.duties = duties;
		this.agencies = agencies;
		this.entries = entries;
		this.sources = sources;
	}

	@GetMapping
	Page<Duty> list(@PathVariable AgencyId uscc, @RequestParam(defaultValue = "") String after,
			@RequestParam(defaultValue = "50") @Min(1) @Max(Page.MOST) int limit, Caller caller) {
		if (!this.agencies.exists(uscc) || !caller.seesAll() && !caller.actsFor(uscc)) {
			throw NotFound.agency();
		}
		Set<String> collected = this.sources.elements(uscc);
		List<Duty> found = this.duties.after(uscc, after, limit + 1)
			.stream()
			.map((duty) -> duty.missing(collected))
			.toList();
		return Page.of(found, limit, (duty) -> String.valueOf(duty.code()));
	}

	@PutMapping("/{code}")
	Duty put(@PathVariable AgencyId uscc, @PathVariable String code, @RequestBody Duty duty, Caller caller) {
		if (!this.agencies.exists(uscc) || !caller.has(Role.AUTHORITY) && !caller.actsFor(uscc)) {
			throw NotFound.agency();
		}
		if (!caller.has(Role.AUTHORITY, Role.STEWARD)) {
			throw new RoleMissing(Role.AUTHORITY, Role.STEWARD);
		}
		if (code.length() > 100 || !Characters.acceptable(code) || code.chars().anyMatch(Character::isISOControl)) {
			throw invalid(Text.of("职能编号最多 100 个可见字符", "The code of a duty has at most 100 visible characters"),
					Text.of("请更换编号", "Use another code"));
		}
		if (duty.title() == null) {
			throw invalid(Text.of("职能须有中文名称", "A duty has a Chinese title"), Text.of("请补充 title.zh", "Add title.zh"));
		}
		if (duty.title().zh().length() > 300 || !Characters.acceptable(duty.title().toString())) {
			throw invalid(
					Text.of("职能名称超过 300 个字符，或含有控制字符",
							"The title is longer than 300 characters, or holds control characters"),
					Text.of("请缩短，并去掉不可见字符", "Shorten it and remove invisible characters"));
		}
		checkBasis(duty.basis());
		if (!CodeList.of("elements").concepts().keySet().containsAll(duty.expects())) {
			throw invalid(Text.of("expects 中有未登记的数据元", "Among expects there is no standard data element of that code"),
					Text.of("请使用代码表 elements 中的代码", "Use codes of the list elements"));
		}
		if (!this.entries.areAllOf(uscc, duty.entries())) {
			throw invalid(Text.of("entries 中有不属于本部门的条目", "Among entries there is one that this agency does not have"),
					Text.of("请只列出本部门的条目", "List the agency's own entries"));
		}
		Duty named = new Duty(code, duty.title(), duty.basis(), duty.expects(), duty.entries(), List.of());
		this.duties.put(uscc, code, named);
		return named.missing(this.sources.elements(uscc));
	}

	/** A duty rests on instruments that are known, and on articles that they have. */
	private static void checkBasis(List<Citation> basis) {
		for (Citation citation : basis) {
			if (!CodeList.of("instruments").has(citation.instrument())) {
				throw invalid(Text.of("法律依据不在代码表中", "The legal basis is not in the code list"),
						Text.of("请使用代码表 instruments 中的代码", "Use codes of the list instruments"));
			}
			int last = LegalInstruments.articles(citation.instrument()).orElse(Integer.MAX_VALUE);
			if (citation.article() != null
					&& (citation.article().length() > 200 || !Characters.acceptable(citation.article())
							|| citation.articleNumbers().stream().anyMatch((each) -> each < 1 || each > last))) {
				throw invalid(Text.of("法律依据没有这一条", "The legal basis has no such article"),
						Text.of("请核对条款号", "Check the number of the article"));
			}
		}
	}

	private static Problem invalid(Text detail, Text advice) {
		return new Problem(CatalogueProblemType.DUTY_INVALID, detail, advice);
	}

	/**
	 * A duty 职能 and the data it should yield.
	 *
	 * @param code its code within the agency
	 * @param title what it is
	 * @param basis the law it rests on
	 * @param expects standard data elements it should yield
	 * @param entries entries that hold them
	 * @param missing those of {@code expects} that the agency is not yet the source of;
	 * read-only, ignored in requests
	 */
	record Duty(@Nullable String code, Text title, List<Citation> basis, List<String> expects, List<EntryId> entries,
			@JsonProperty(access = JsonProperty.Access.READ_ONLY) List<String> missing) {

		Duty {
			basis = (basis == null) ? List.of() : List.copyOf(basis);
			expects = (expects == null) ? List.of() : List.copyOf(expects);
			entries = (entries == null) ? List.of() : List.copyOf(entries);
			missing = (missing == null) ? List.of() : List.copyOf(missing);
		}

		/** With those of its elements that the agency does not collect. */
		Duty missing(Set<String> collected) {
			return new Duty(this.code, this.title, this.basis, this.expects, this.entries,
					this.expects.stream().filter((element) -> !collected.contains(element)).toList());
		}

	}

}
