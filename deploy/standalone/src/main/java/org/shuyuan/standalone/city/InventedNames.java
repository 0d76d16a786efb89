package org.shuyuan.standalone.city;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Invented names of places, roads, firms and persons.
 */
final class InventedNames {

	static final List<String> DISTRICTS = List.of("榆溪区", "临渚区", "望川区", "青杉区", "石湾区", "柏溪县");

	private static final String[] FIRST = { "云渚", "榆溪", "临渚", "望川", "青杉", "石湾", "柏溪", "渚江", "白鹭", "南山", "红枫", "清河",
			"龙潭", "双塘", "云岭", "石门", "长宁", "松风", "竹溪", "梅坞", "荷塘", "桂苑", "银杏", "星湖" };

	private static final String[] SECOND = { "东", "西", "南", "北", "中心", "一", "二", "三", "新", "老", "上", "下", "湖畔", "江畔",
			"桥头", "门外", "学府", "滨河", "人民", "文昌", "和平", "建设", "朝阳", "幸福" };

	private static final String[] ROADS = { "人民", "解放", "望川", "渚江", "文昌", "学府", "建设", "和平", "青杉", "石湾", "湖滨", "南山",
			"长宁", "云岭", "松风", "梅坞", "桂苑", "朝阳", "幸福", "工业", "科创", "临港", "竹溪", "白鹭" };

	private static final String[] BRANDS = { "云达", "瑞禾", "恒泰", "新渚", "嘉和", "众诚", "启明", "汇川", "天启", "绿源", "鼎盛", "安捷",
			"博远", "盛世", "华晟", "金桥", "顺达", "正元", "百川", "君悦" };

	private static final String[] SURNAMES = { "赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "蒋", "沈", "韩", "杨" };

	private static final String[] GIVEN = { "安", "宁", "一鸣", "文清", "思远", "雨桐", "子涵", "建国", "秀兰", "志强", "晓燕", "明", "静",
			"浩然", "若溪", "书怡" };

	private InventedNames() {
	}

	static String pick(String[] from, RandomGenerator random) {
		return from[random.nextInt(from.length)];
	}

	static String place(String suffix, RandomGenerator random) {
		return pick(FIRST, random) + pick(SECOND, random) + suffix;
	}

	static String district(RandomGenerator random) {
		return DISTRICTS.get(random.nextInt(DISTRICTS.size()));
	}

	static String road(RandomGenerator random) {
		return pick(ROADS, random) + pick(new String[] { "路", "大道", "街", "东路", "西路", "北路" }, random);
	}

	static String address(RandomGenerator random) {
		return road(random) + (1 + random.nextInt(880)) + "号";
	}

	static String company(String trade, RandomGenerator random) {
		String of = "各业".equals(trade)
				? pick(new String[] { "商贸", "餐饮", "科技", "物流", "服饰", "文化传播", "建材", "食品", "信息技术" }, random) : trade;
		return "云渚" + pick(BRANDS, random) + pick(SECOND, random) + of + "有限公司";
	}

	static String person(RandomGenerator random) {
		return pick(SURNAMES, random) + pick(GIVEN, random);
	}

}
