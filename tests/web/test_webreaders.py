import pytest

from feedservice.web.webreaders import WEB_READERS


@pytest.mark.parametrize("reader", WEB_READERS, ids=lambda reader: reader.name)
def test_a_reader_gets_the_whole_address_as_one_value(reader):
    address = reader.subscribe("https://bote.example/a?b=c&d=ä#e")
    assert address.startswith("https://")
    assert address.endswith("https%3A%2F%2Fbote.example%2Fa%3Fb%3Dc%26d%3D%C3%A4%23e")
