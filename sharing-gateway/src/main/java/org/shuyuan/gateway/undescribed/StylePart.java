package org.shuyuan.gateway.undescribed;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The styles of a workbook: fonts, fills and number formats without words of their own.
 */
final class StylePart extends XmlPart {

	private static final Set<String> KNOWN = Set.of("styleSheet", "numFmts", "numFmt", "fonts", "font", "b", "i", "u",
			"strike", "outline", "shadow", "condense", "extend", "color", "sz", "name", "family", "charset", "scheme",
			"vertAlign", "fills", "fill", "patternFill", "gradientFill", "stop", "fgColor", "bgColor", "borders",
			"border", "left", "right", "start", "end", "top", "bottom", "diagonal", "vertical", "horizontal",
			"cellStyleXfs", "cellXfs", "xf", "alignment", "protection", "cellStyles", "cellStyle", "dxfs", "dxf",
			"tableStyles", "tableStyle", "tableStyleElement", "colors", "indexedColors", "mruColors", "rgbColor",
			"extLst", "ext", "slicerStyles", "timelineStyles");

	/** Units, and signs of money and of time: what a format shows beside digits. */
	private static final Pattern LITERAL = Pattern
		.compile("[年月日时時分秒点上下午星期周第季度元角万亿千百十个人次户件台辆米里吨克升平方立公斤亩℃￥¥€£$%‰°′″/:.,，。\\-+()（）·\\s]*");

	private static final Pattern LETTERS = Pattern.compile("[A-Za-z]{1,3}");

	private static final Pattern CODE = Pattern.compile("\"([^\"]*)\"|\\[([^\\]]*)\\]|\\\\(.)");

	private static final int LONGEST_LITERAL = 24;

	/** How programs call their own styles, in Chinese. */
	private static final Set<String> STYLES = Set.of("", "常规", "普通", "默认", "好", "差", "适中", "标题", "样式", "千位分隔", "货币",
			"百分比", "超链接", "已访问的超链接", "计算", "检查单元格", "解释性文本", "警告文本", "链接单元格", "输出", "输入", "注释", "汇总", "强调文字颜色", "着色");

	StylePart(Collection<Undescribed> found) {
		super(found, KNOWN, Set.of("name@val", "numFmt@formatCode", "cellStyle@name", "tableStyle@name"), Map.of());
	}

	@Override
	void element(String name, Map<String, String> attributes) {
		boolean plain = switch (name) {
			case "numFmt" -> isPlainFormat(given(attributes, "formatCode"));
			case "cellStyle", "tableStyle" -> isPlainName(given(attributes, "name"));
			default -> true;
		};
		if (!plain) {
			report(Undescribed.STYLE_TEXTS);
		}
	}

	static boolean isPlainFormat(String format) {
		StringBuilder literal = new StringBuilder();
		String codes = CODE.matcher(format).replaceAll((code) -> {
			String quoted = Objects.requireNonNullElse(code.group(1), "");
			literal.append(LETTERS.matcher(quoted).replaceFirst(""))
				.append(signs(Objects.requireNonNullElse(code.group(2), "")))
				.append(Objects.requireNonNullElse(code.group(3), ""));
			return "";
		});
		literal.append(signs(codes));
		return literal.length() <= LONGEST_LITERAL && LITERAL.matcher(literal).matches();
	}

	/** What is beyond ASCII, in which codes are written. */
	private static String signs(String text) {
		return text.replaceAll("[ -~]+", "");
	}

	static boolean isPlainName(String name) {
		return name.length() <= 64 && STYLES.contains(signs(name));
	}

}
