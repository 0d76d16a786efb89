package org.shuyuan.catalogue.entry;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.catalogue.source.SourceRegister.Claim;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.problem.ProblemType;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.rdf.Violation;

/**
 * How entries are refused.
 */
public final class EntryProblems {

	private EntryProblems() {
	}

	/** The entry cannot be saved as it is. */
	public static Problem invalid(List<Violation> violations) {
		return listed(CatalogueProblemType.ENTRY_INVALID, violations);
	}

	static Problem incomplete(List<Violation> violations) {
		return listed(CatalogueProblemType.ENTRY_INCOMPLETE, violations);
	}

	private static Problem listed(ProblemType type, List<Violation> violations) {
		List<Violation> sorted = violations.stream().sorted(Comparator.comparing(Violation::severity)).toList();
		return new Problem(type, Text.of("共有 " + sorted.size() + " 处需要处理", sorted.size() + " things need attention"),
				Text.of("请逐条按所列建议修改", "Follow the advice on each of them"))
			.violations(sorted);
	}

	/** State secrets are refused at the door. */
	public static Problem secret() {
		return new Problem(CatalogueProblemType.STATE_SECRET_REFUSED,
				Text.of("内容带有国家秘密标志或标为国家秘密；内容未被保存", "The content is marked as a state secret; nothing of it was kept"),
				Text.of("国家秘密不属于政务数据目录范围，请按保密规定处理；确属误判请去除密级标志字样后重新登记",
						"State secrets do not belong in the catalogue: handle them under the secrecy rules. "
								+ "If this is a mistake, remove the marking words and register again"));
	}

	static Problem openingConsentMissing(List<DataItem> items) {
		String names = items.stream().map((item) -> item.name().zh()).collect(Collectors.joining("、"));
		return new Problem(CatalogueProblemType.OPENING_CONSENT_MISSING,
				Text.of("以下数据项属于个人信息，发布即向公众开放：" + names,
						"These items are personal information and would open to the public: " + names),
				Text.of("核对开放理由；同意的，在 publish 正文的 consentToOpen 中逐项列出标识，否则退回",
						"Check the reasons; to consent, name each item's id in consentToOpen of the body, or return the entry"))
			.property("items",
					items.stream()
						.map((item) -> Map.of("id", String.valueOf(item.id()), "name", item.name().zh(), "reason",
								String.valueOf(item.openingReason())))
						.toList());
	}

	/** Data in doubt that the publisher has not named as seen. */
	static Problem dataNotSeen(List<DataReview.Version> unseen) {
		return ofData(CatalogueProblemType.DATA_NOT_SEEN, unseen, Text.of(
				"请查看 data 所列各版本及检出，核对后在 publish 正文的 dataSeen 中逐一列出（distribution、version、state、findings），否则退回",
				"Review each version in data and its findings; then name each in dataSeen of the body (distribution, version, state, findings), or return the entry"));
	}

	/** Data that no one can have seen. */
	static Problem dataNotInspected(List<DataReview.Version> pending) {
		return ofData(CatalogueProblemType.DATA_NOT_INSPECTED, pending,
				Text.of("请待检查完毕，查看结果后再发布", "Wait until they are, check the result, then publish"));
	}

	private static Problem ofData(ProblemType type, List<DataReview.Version> versions, Text advice) {
		String zh = versions.stream()
			.map((version) -> "v" + version.version() + doubts(version, Text::zh))
			.collect(Collectors.joining("；"));
		String en = versions.stream()
			.map((version) -> "v" + version.version()
					+ doubts(version, (text) -> (text.en() != null) ? text.en() : text.zh()))
			.collect(Collectors.joining("; "));
		return new Problem(type, Text.of("以下数据版本存疑：" + zh, "Versions in doubt: " + en), advice).property("data",
				versions);
	}

	private static String doubts(DataReview.Version version, Function<Text, String> language) {
		return version.doubts()
			.stream()
			.map((doubt) -> (doubt.text() != null) ? language.apply(doubt.text()) : doubt.code())
			.collect(Collectors.joining(", ", " (", ")"));
	}

	/** The state of the data is unknown. */
	static Problem gatewaySilent() {
		Problem problem = new Problem(CatalogueProblemType.GATEWAY_SILENT, Text.of("共享网关暂无应答，无法得知数据版本是否存疑，条目未发布",
				"The sharing gateway does not answer, so whether data are in doubt is unknown; nothing was published"));
		problem.getHeaders().set("Retry-After", "2");
		return problem;
	}

	static Problem tooLarge(int most) {
		return new Problem(CommonProblemType.TOO_LARGE,
				Text.of("正文超过 " + (most >> 10) + " KiB", "The body is longer than " + (most >> 10) + " KiB"),
				Text.of("请缩短条目后再检查", "Shorten the entry and check it again"));
	}

	static Problem retired(EntryState entryState) {
		Problem problem = new Problem(CatalogueProblemType.ENTRY_RETIRED, Text.of("该条目已经废止", "This entry was retired"),
				Text.of("如有替代条目，见 replacedBy", "Where there is a replacement, replacedBy names it"));
		if (entryState.replacedBy() != null) {
			problem.property("replacedBy", entryState.replacedBy());
		}
		return problem;
	}

	static Problem keyExists(EntryId entry) {
		return new Problem(CatalogueProblemType.KEY_EXISTS,
				Text.of("本部门已用此键登记过条目", "This agency has registered an entry with this key"))
			.property("entry", entry);
	}

	static Problem sourceExists(Claim source) {
		return new Problem(CatalogueProblemType.SOURCE_EXISTS,
				Text.of("数据元 " + source.collected().element() + " 在该类对象和区域已有数源部门",
						"The data element " + source.collected().element()
								+ " already has a source for this kind of entity and area"),
				Text.of("请改为共享自或派生自该数源；有异议可提请数据主管部门裁定",
						"Mark the item as shared from or derived from that source, or ask the data authority to decide"))
			.property("source", Map.of("entry", String.valueOf(source.entry()), "item", String.valueOf(source.item()),
					"agency", source.agency().value()));
	}

	static Problem samePerson(String zh, String en) {
		return new Problem(CommonProblemType.SECOND_PERSON_NEEDED, Text.of(zh, en),
				Text.of("请由另一位具备该角色的人员办理", "Ask another person who holds the role"));
	}

	static Problem agencyForeign() {
		return new Problem(CatalogueProblemType.AGENCY_FOREIGN,
				Text.of("只能为令牌所代表的部门登记", "Entries are registered for the agency the token acts for"));
	}

	static Problem filingMissing() {
		return new Problem(CommonProblemType.FILING_MISSING,
				Text.of("提供部门不得擅自停止正在使用的数据共享服务", "A department may not unilaterally stop an entry in use"),
				Text.of("请与使用部门协商，写明协商结果，向数据主管部门备案",
						"Negotiate with the users and state the outcome, which is filed with the authority"));
	}

	static Problem reasonMissing() {
		return new Problem(CommonProblemType.REASON_MISSING, Text.of("此操作须说明理由", "This needs a reason"),
				Text.of("请填写理由后重试", "Give a reason and try again"));
	}

}
