package org.shuyuan.vocab.rdf;

import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.junit.jupiter.api.Test;
import org.shuyuan.vocab.TestCorpus;
import org.shuyuan.vocab.TestEntries;
import org.shuyuan.vocab.entry.Entry;

import static org.assertj.core.api.Assertions.assertThat;

/** What we export, judged by the official DCAT-AP 3.0.1 shapes where they are at hand. */
class DcatApTests {

	@Test
	void exportsValidDcatAp() {
		check(List.of("html__shacl__shapes.ttl", "html__shacl__range.ttl"));
	}

	@Test
	void exportsValidDcatApByTheGeneratedShapes() {
		check(List.of("shacl__dcat-ap-SHACL.ttl", "shacl__ranges.ttl"));
	}

	private static void check(List<String> files) {
		Path folder = TestCorpus.at("2-shapes-vocab/dcat-ap-3.0.1");
		Model shapes = ModelFactory.createDefaultModel();
		files.forEach((each) -> RDFDataMgr.read(shapes, folder.resolve(each).toUri().toString()));
		dropDanglingProperties(shapes);
		org.apache.jena.shacl.Shapes parsed = org.apache.jena.shacl.Shapes.parse(shapes.getGraph());
		RandomGenerator random = RandomGeneratorFactory.getDefault().create(11);
		for (int i = 0; i < 200; i++) {
			Entry entry = switch (i) {
				case 0 -> TestEntries.busStops();
				case 1 -> TestEntries.harvested();
				default -> TestEntries.random(random);
			};
			if (Shapes.check(entry).stream().anyMatch((each) -> each.code().endsWith("-malformed"))) {
				continue;
			}
			Model graph = EntryGraph.write(entry, "http://127.0.0.1:8080");
			assertThat(ShaclValidator.get().validate(parsed, graph.getGraph()).getEntries())
				.extracting((each) -> each.focusNode() + " " + each.resultPath() + " " + each.message())
				.isEmpty();
		}
	}

	/** The official file refers to property shapes that it does not define. */
	private static void dropDanglingProperties(Model shapes) {
		Property property = ResourceFactory.createProperty("http://www.w3.org/ns/shacl#property");
		shapes.listStatements(null, property, (RDFNode) null)
			.toList()
			.stream()
			.filter((each) -> !each.getResource().listProperties().hasNext())
			.forEach(shapes::remove);
	}

}
