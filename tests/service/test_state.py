"""The limit of request bodies."""

from http import HTTPStatus

from imrletters.rendering.house_style import HouseStyle
from imrletters.service.app import create_app
from imrletters.service.limits import Limits
from imrletters.service.state import MAX_BODIES, ServiceState
from imrletters.service.worker_pool import WorkerPool
from tests.service.running_service import detail_of, post_example


def test_the_number_of_bodies_received_at_once_is_limited() -> None:
    pool = WorkerPool(Limits(workers=1))
    state = ServiceState(pool, HouseStyle(), bodies=MAX_BODIES)
    detail = detail_of(post_example(create_app(state)), HTTPStatus.SERVICE_UNAVAILABLE)
    assert detail == "too many requests are being received; try again"
    state.bodies -= 1
    assert (post_example(create_app(state)).status_code, state.bodies) == (HTTPStatus.OK, MAX_BODIES - 1)
    pool.close()
