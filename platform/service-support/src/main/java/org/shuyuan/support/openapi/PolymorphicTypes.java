package org.shuyuan.support.openapi;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Describes a sealed type as one of its subtypes, distinguished by the constant value of
 * one property, which is the form that client generators understand.
 */
final class PolymorphicTypes implements OpenApiCustomizer {

	private static final String SCHEMAS = "#/components/schemas/";

	@Override
	@SuppressWarnings("rawtypes")
	public void customise(OpenAPI api) {
		Map<String, Schema> schemas = api.getComponents().getSchemas();
		Map<String, Discriminator> unions = new TreeMap<>();
		schemas.forEach((name, schema) -> {
			if (schema.getDiscriminator() != null && schema.getDiscriminator().getMapping() != null) {
				unions.put(name, schema.getDiscriminator());
			}
		});
		unions.forEach((name, discriminator) -> {
			discriminator.getMapping()
				.forEach((value, reference) -> schemas.computeIfPresent(reference.substring(SCHEMAS.length()),
						(_, subtype) -> alone(subtype, discriminator.getPropertyName(), value)));
			schemas.put(name, oneOf(discriminator));
		});
		schemas.values().forEach((schema) -> properties(schema).replaceAll((_, each) -> named(each, schemas)));
	}

	@SuppressWarnings({ "rawtypes", "unchecked" })
	private static Map<String, Schema> properties(Schema<?> schema) {
		return Objects.requireNonNullElseGet(((Schema<Object>) schema).getProperties(), HashMap::new);
	}

	/** A subtype with all that it has, and nothing inherited. */
	@SuppressWarnings("rawtypes")
	private static Schema<?> alone(Schema<?> subtype, String property, String value) {
		JsonSchema alone = new JsonSchema();
		alone.addType("object");
		JsonSchema constant = new JsonSchema();
		constant.addType("string");
		constant.setConst(value);
		alone.addProperty(property, constant);
		alone.addRequiredItem(property);
		for (Schema<?> part : Objects.requireNonNullElse(subtype.getAllOf(), List.<Schema>of())) {
			properties(part).forEach(alone::addProperty);
		}
		return alone;
	}

	private static Schema<?> oneOf(Discriminator discriminator) {
		JsonSchema union = new JsonSchema();
		union.setDiscriminator(discriminator);
		discriminator.getMapping().values().forEach((reference) -> union.addOneOfItem(reference(reference)));
		return union;
	}

	/** Refers to the union by its name where its subtypes are listed. */
	@SuppressWarnings("rawtypes")
	private static Schema named(Schema<?> schema, Map<String, Schema> schemas) {
		if (schema.getOneOf() == null) {
			return schema;
		}
		List<String> listed = schema.getOneOf().stream().map(Schema::get$ref).toList();
		return schemas.entrySet()
			.stream()
			.filter((each) -> each.getValue().getDiscriminator() != null && each.getValue() != schema)
			.filter((each) -> listed.size() == each.getValue().getDiscriminator().getMapping().size()
					&& listed.containsAll(each.getValue().getDiscriminator().getMapping().values()))
			.findFirst()
			.<Schema>map((each) -> reference(SCHEMAS + each.getKey()))
			.orElse(schema);
	}

	private static Schema<?> reference(String to) {
		JsonSchema reference = new JsonSchema();
		reference.set$ref(to);
		return reference;
	}

	/** Maps a discriminator's values to subtypes. */
	static final class Resolver extends ModelResolver {

		Resolver(ObjectMapper mapper, TypeNameResolver names) {
			super(mapper, names);
		}

		@Override
		protected Discriminator resolveDiscriminator(JavaType type, ModelConverterContext context) {
			Discriminator discriminator = super.resolveDiscriminator(type, context);
			JsonSubTypes subtypes = type.getRawClass().getDeclaredAnnotation(JsonSubTypes.class);
			if (discriminator != null && subtypes != null) {
				Arrays.stream(subtypes.value())
					.map(JsonSubTypes.Type::value)
					.forEach((subtype) -> discriminator.mapping(
							subtype.getDeclaredAnnotation(JsonTypeName.class).value(),
							SCHEMAS + name(subtype, context)));
			}
			return discriminator;
		}

		private String name(Class<?> subtype, ModelConverterContext context) {
			context.resolve(new AnnotatedType(subtype));
			return this._typeNameResolver.nameForType(this._mapper.constructType(subtype));
		}

	}

}
