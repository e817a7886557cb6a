"""check.config, check.rebuilt and check.reloaded: what a configuration keeps."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest
from tracegrade import check
from tracegrade.check import causes

from tests.check.students import failure, function, loss_class, metric_class

INPUTS = ([[0.0], [0.0]], [[1.0], [3.0]])


def loss(**parts: str) -> Any:
    return check.made(loss_class(**parts), 3.0, name="mine")


def test_a_complete_configuration_passes() -> None:
    check.config(loss(), name="mine", threshold=3.0, reduction="sum_over_batch_size")
    metric = check.made(metric_class(), 3.0, name="mine", dtype="float64")
    check.config(metric, name="mine", dtype="float64", threshold=3.0)


def test_what_is_lost_is_reported() -> None:
    lost = loss(config='return {"threshold": self.threshold}')
    report = failure(check.config, lost, threshold=3.0, name="mine")
    assert report.tested == ("Absolute(3.0, name='mine'): what from_config(get_config()) keeps")
    assert report.expected == "name = 'mine'"
    assert report.got.startswith("name = 'absolute")  # numbered, if there were others before
    assert report.cause == causes.LOST_CONFIG


def test_an_attribute_that_is_not_there_is_reported() -> None:
    hidden = loss(
        init="super().__init__(**kwargs)\nself._threshold = threshold",
        call="return y_true",
        config="return super().get_config()",
    )
    report = failure(check.config, hidden, threshold=3.0)
    assert report.got == "threshold = 'no such attribute'"


def test_an_attribute_that_is_no_plain_value_is_compared_by_its_repr() -> None:
    listed = loss(init="super().__init__(**kwargs)\nself.threshold = [threshold]")
    assert failure(check.config, listed, threshold=3.0).got == "threshold = '[[3.0]]'"


def test_an_attribute_that_raises_is_an_error_of_the_student() -> None:
    raising = loss(
        init="super().__init__(**kwargs)",
        config="return super().get_config()",
        more="@property\ndef threshold(self):\n    return 1 / 0",
    )
    report = failure(check.config, raising, threshold=3.0)
    assert report.got == (
        "ZeroDivisionError while it was read: division by zero\n"
        "in line 11 of threshold: return 1 / 0"
    )


def test_a_stub_is_not_written_yet() -> None:
    with pytest.raises(check.NotWritten, match=r"^Absolute: not written yet$"):
        check.config(loss(config="raise NotImplementedError()"), name="mine")
    with pytest.raises(check.NotWritten):
        check.config(check.made(None), name="mine")


@pytest.mark.parametrize(
    ("config", "message", "cause"),
    [
        (
            'return super().get_config().update({"threshold": self.threshold})',
            "must be a mapping, not NoneType",
            "get_config must return a dictionary",
        ),
        (
            'return {**super().get_config(), "delta": self.threshold}',
            "unexpected keyword argument 'delta'",
            "The base class takes only its own arguments",
        ),
    ],
)
def test_a_configuration_that_makes_nothing_fails(config: str, message: str, cause: str) -> None:
    report = failure(check.config, loss(config=config), name="mine")
    assert report.got.startswith("TypeError while it was made: ")
    assert message in report.got
    assert report.cause.startswith(cause)


def test_a_threshold_is_kept_by_values() -> None:
    check.values(check.rebuilt(loss()), INPUTS, 6.0)
    check.stream(check.rebuilt(check.made(metric_class(), 3.0)), [[INPUTS]], [[6.0]])
    lost = loss(config="return super().get_config()")
    report = failure(check.values, check.rebuilt(lost), INPUTS, 6.0)
    assert report.tested == (
        "Absolute(3.0, name='mine'), rebuilt by from_config(get_config()): its values"
    )
    assert report.got == "2 (float32 scalar)"


# What from_config makes of a configuration that says nothing, by what was kept beside it.
KEPT = """
    @classmethod
    def from_config(cls, config):
        {}
    """
KEEPING = "return getattr(cls, 'kept', None) or cls(**config)"
COPYING = "return cls(cls.kept.threshold, name=cls.kept.name)"
INIT = "super().__init__(**kwargs)\nself.threshold = threshold\ntype(self).kept = self"
LYING = 'return {**super().get_config(), "threshold": 0.0}'
RESTORING = "return cls(**{**config, 'threshold': config['threshold'] or cls.kept.threshold})"


def kept(body: str, **parts: str) -> Any:
    return check.made(
        loss_class(init=INIT, more=dedent(KEPT).format(body), **parts), threshold=3.0, name="mine"
    )


def test_the_object_itself_is_not_made_of_its_configuration() -> None:
    forged = kept(KEEPING)
    for subject in (check.rebuilt(forged), check.rebuilt(forged, threshold=0.5)):
        report = failure(check.values, subject, INPUTS, 6.0)
        assert "from_config returned the object that the configuration came from" in report.got


def test_a_copy_that_was_kept_does_not_have_another_argument() -> None:
    forged = kept(COPYING)
    check.values(check.rebuilt(forged), INPUTS, 6.0)
    report = failure(check.values, check.rebuilt(forged, threshold=0.5), INPUTS, 1.0)
    assert report.tested.endswith(
        ", rebuilt by from_config(get_config()) with threshold=0.5: its values"
    )
    assert report.got == "6 (float32 scalar)"


def test_an_argument_that_is_changed_is_that_of_what_is_rebuilt() -> None:
    check.values(check.rebuilt(loss(), threshold=0.5), INPUTS, 1.0)
    check.config(check.rebuilt(loss(), name="other"), name="other", threshold=3.0)
    metric = check.made(metric_class(), 3.0)
    check.stream(check.rebuilt(metric, threshold=0.5), [[INPUTS]], [[1.0]])


def test_a_configuration_that_says_something_else_is_told() -> None:
    forged = kept(RESTORING, config=LYING)
    for subject, value in (
        (check.rebuilt(forged), 6.0),
        (check.rebuilt(forged, threshold=0.5), 1.0),
    ):
        check.values(subject, INPUTS, value)
    report = failure(check.config, forged, name="mine")
    assert (report.expected, report.got) == ("threshold = 3.0", "threshold = 0.0")
    assert report.cause == causes.LOST_CONFIG


def test_a_keyword_that_is_not_in_the_configuration_is_told() -> None:
    lost = check.made(loss_class(config="return super().get_config()"), threshold=3.0, name="mine")
    report = failure(check.config, lost, name="mine")
    assert report.got == "threshold = 'not in the configuration'"


@pytest.mark.parametrize("kind", ["np.float32", "tf.constant", "float"])
def test_a_number_in_a_configuration_may_be_of_any_kind(kind: str) -> None:
    config = f'return {{**super().get_config(), "threshold": {kind}(self.threshold)}}'
    check.config(check.made(loss_class(config=config), threshold=3.0, name="mine"), name="mine")


def test_a_saved_model_keeps_its_loss() -> None:
    check.values(check.reloaded(loss()), INPUTS, 6.0)
    lost = loss(config="return super().get_config()")
    report = failure(check.values, check.reloaded(lost), INPUTS, 6.0)
    assert report.tested == (
        "Absolute(3.0, name='mine'), after its model was saved and loaded: its values"
    )
    assert report.got == "2 (float32 scalar)"


def test_a_model_that_cannot_be_loaded_fails_with_the_reason_alone() -> None:
    other_key = loss(config='return {**super().get_config(), "delta": self.threshold}')
    report = failure(check.values, check.reloaded(other_key), INPUTS, 6.0)
    assert report.got.endswith(
        "could not be deserialized properly: "
        "Loss.__init__() got an unexpected keyword argument 'delta'"
    )
    assert report.cause.startswith("The constructor must take every key that get_config returns")


def test_a_registered_class_is_reloaded_too() -> None:
    registered = loss_class()
    from keras.saving import register_keras_serializable

    register_keras_serializable("tests_of_check")(registered)
    check.values(check.reloaded(check.made(registered, 3.0)), INPUTS, 6.0)


def test_a_function_has_no_configuration() -> None:
    report = failure(check.config, check.made(function("return abs", "def f():")), name="f")
    assert report.got == (
        "AttributeError while it was made: type object 'builtin_function_or_method' has no "
        "attribute 'from_config'"
    )
