"""Validation beyond single fields: what the model supports, and which parameters exclude each other."""

from collections.abc import Iterator, Mapping

from sandbox.runware.errors import Json, RequestRejected, error_object
from sandbox.runware.models import Model, Size
from sandbox.runware.tasks.requests import ImageInference


def validate_request(request: ImageInference, models: Mapping[str, Model]) -> Model:
    """The model of this request; :class:`RequestRejected` names every violated rule."""
    model = models.get(request.model)
    if model is None:
        raise unknown_model_error(request.model)
    broken = [
        *_dimension_errors(request, model),
        *_combination_errors(request),
        *_reference_errors(request, model),
        *_settings_errors(request, model),
    ]
    if broken:
        raise RequestRejected(*broken)
    return model


def unknown_model_error(air: str) -> RequestRejected:
    """The error for a model that does not exist or was retired."""
    return RequestRejected.single(
        "invalidModel", f"The model '{air}' is not available.", parameter="model", type="string"
    )


def _dimension_errors(request: ImageInference, model: Model) -> Iterator[Json]:
    width, height, resolution = request.width, request.height, request.resolution
    if (width is None) != (height is None):
        yield error_object(
            "missingDimensionParameters", "'width' and 'height' must be used together.", parameter="width"
        )
    if resolution is not None and (width is not None or height is not None):
        both = ["resolution", "width", "height"]
        yield error_object(
            "incompatibleParameters", "'resolution' cannot be used with 'width'/'height'.", parameter=both
        )
    if resolution is not None and resolution not in model.sizes:
        message = f"Invalid value for 'resolution' parameter. {model.air} draws in {', '.join(model.sizes)}."
        yield error_object("invalidResolution", message, parameter="resolution", allowedValues=list(model.sizes))
    if width is not None and height is not None and not model.supports_size(Size(width, height)):
        table = [f"{size.width}x{size.height}" for sizes in model.sizes.values() for size in sizes]
        message = f"Unsupported dimensions {width}x{height}."
        yield error_object("unsupportedDimensions", message, parameter=["width", "height"], allowedValues=table)


def _combination_errors(request: ImageInference) -> Iterator[Json]:
    if request.ttl is not None and request.output_type != "URL":
        both = ["ttl", "outputType"]
        yield error_object("incompatibleParameters", "'ttl' only applies when 'outputType' is 'URL'.", parameter=both)


def _reference_errors(request: ImageInference, model: Model) -> Iterator[Json]:
    if len(request.inputs.reference_images) > model.max_references:
        message = f"Invalid value for 'referenceImages' parameter. {model.air} takes at most {model.max_references}."
        name = "inputs.referenceImages"
        yield error_object("invalidReferenceImages", message, parameter=name, type="array", max=model.max_references)


def _settings_errors(request: ImageInference, model: Model) -> Iterator[Json]:
    if request.settings is not None and not model.qualities:
        yield error_object("unknownParameter", "Unknown parameter 'settings'.", parameter="settings")
