package org.shuyuan.catalogue.agency;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Characters;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.AgencyId;

/**
 * What an agency's description must be like: a valid code, a name, kind and level of the
 * code lists, and nothing that cannot be shown.
 */
final class AgencyRules {

	private static final int LONGEST_NAME = 300;

	private static final Pattern BODY = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{17}");

	private static final Pattern AREA = Pattern.compile("[0-9]{6}");

	private AgencyRules() {
	}

	/**
	 * The agency's code.
	 * @throws Problem 422 {@code agency-invalid} that says what is wrong with it
	 */
	static AgencyId code(String written) {
		try {
			return new AgencyId(written);
		}
		catch (IllegalArgumentException ex) {
			if (written.length() == 18 && BODY.matcher(written.substring(0, 17)).matches()) {
				String right = AgencyId.ofBody(written.substring(0, 17)).value().substring(17);
				throw invalid("id",
						Text.of("统一社会信用代码的校验位不对，前 17 位对应的校验位是 " + right,
								"The check character of the code is wrong: for its first 17 characters it is " + right),
						Text.of("请核对是否抄错", "Check the code for a mistake in copying"));
			}
			throw invalid("id",
					Text.of("不是统一社会信用代码：须为 18 位数字和大写字母（不含 I、O、S、V、Z）",
							"Not a unified social credit code: 18 digits and capital letters without I, O, S, V, Z"),
					Text.of("请核对代码（GB 32100）", "Check the code (GB 32100)"));
		}
	}

	static void check(AgencyId id, Agency agency, Agencies known) {
		if (agency.name() == null || agency.name().language() != null
				|| agency.id() != null && !agency.id().equals(id)) {
			throw invalid("name",
					Text.of("部门须有中文名称，正文中的代码须与地址一致",
							"An agency has a Chinese name, and the code in the body is the one in the address"),
					Text.of("请补充 name.zh，并核对 id", "Add name.zh and check id"));
		}
		checkText("name", agency.name());
		checkCode("kind", agency.kind(), "agency-kinds");
		checkCode("level", agency.level(), "agency-levels");
		if (agency.area() != null && !AREA.matcher(agency.area()).matches()) {
			throw invalid("area", Text.of("行政区划代码不是六位数字", "The area is not a code of six digits"),
					Text.of("填写 GB/T 2260 的六位代码", "Give the six-digit code of GB/T 2260"));
		}
		if (agency.parent() != null) {
			checkParents(id, agency.parent(), known);
		}
	}

	/** The agencies above are known, and none of them is the agency itself. */
	private static void checkParents(AgencyId id, AgencyId parent, Agencies known) {
		Set<AgencyId> above = new HashSet<>(Set.of(id));
		AgencyId next = parent;
		while (next != null) {
			Optional<Agency> found = known.find(next);
			if (found.isEmpty() || !above.add(next)) {
				throw invalid("parent",
						Text.of("上级部门未登记，或者上下级成环", "The agency above is not registered, or forms a cycle"),
						Text.of("请先登记上级部门，并核对隶属关系", "Register the agency above first, and check who is above whom"));
			}
			next = found.get().parent();
		}
	}

	/** A text that is not too long and can be shown. */
	static void checkText(String member, Text text) {
		checkText(member, text.zh(), LONGEST_NAME);
		if (text.en() != null) {
			checkText(member, text.en(), LONGEST_NAME);
		}
	}

	static void checkText(String member, String text, int longest) {
		if (text.length() > longest || !Characters.acceptable(text) || text.chars().anyMatch(Character::isISOControl)) {
			throw invalid(member, Text.of(member + " 超过 " + longest + " 个字符，或含有控制字符、改变书写方向的字符",
					"%s is longer than %d characters, or holds control characters or characters that change the writing direction"
						.formatted(member, longest)),
					Text.of("请缩短，并去掉不可见字符", "Shorten it and remove invisible characters"));
		}
	}

	private static void checkCode(String member, @Nullable String code, String scheme) {
		if (code != null && !CodeList.of(scheme).has(code)) {
			String known = String.join(", ", CodeList.of(scheme).concepts().keySet());
			throw invalid(member,
					Text.of(member + " 不在代码表 " + scheme + " 中", member + " is not in the code list " + scheme),
					Text.of("可用代码：" + known, "Use one of: " + known));
		}
	}

	private static Problem invalid(String member, Text detail, Text advice) {
		return new Problem(CommonProblemType.AGENCY_INVALID, detail, advice).property("member", member);
	}

}
