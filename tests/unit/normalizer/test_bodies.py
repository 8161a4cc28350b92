"""Names of bodies: which ones mean one body, and what its full name is."""

from __future__ import annotations

import pytest

from domain.bodies import full_name, renamed, same_body


@pytest.mark.parametrize(
    ("short", "province", "full"),
    [
        ("省药监局", "山西", "山西省药品监督管理局"),
        ("市药品监管局", "上海", "上海市药品监督管理局"),
        ("省工信厅", "山西", "山西省工业和信息化厅"),
        ("省经信厅", "浙江", "浙江省经济和信息化厅"),
        ("市经济信息化委", "上海", "上海市经济和信息化委员会"),
        ("市科委", "上海", "上海市科学技术委员会"),
        ("省审批服务管理局", "山西", "山西省行政审批服务管理局"),
        ("市市场监管局", "上海", "上海市市场监督管理局"),
        ("杭州市市场监管局", "浙江", "杭州市市场监督管理局"),
        ("市场监管局", "上海", "市场监督管理局"),
        ("省委编办", "山西", "山西省委机构编制委员会办公室"),
        ("市人力资源社会保障局", "上海", "上海市人力资源和社会保障局"),
        ("省发展改革委", None, "省发展和改革委员会"),
        ("国家药监局", "山西", "国家药品监督管理局"),
        ("山西省药品监督管理局", "山西", "山西省药品监督管理局"),
    ],
)
def test_full_names(short: str, province: str | None, full: str) -> None:
    """A short name comes to the full one; 省 and, in a municipality, 市 to the province's name."""
    assert full_name(short, province) == full
    assert full_name(full, province) == full


@pytest.mark.parametrize("name", ["上海海关", "申康医院发展中心", "各区人民政府", "嘉兴市政府", "相关部门", "甲"])
def test_a_name_that_is_not_in_the_table_stands_for_itself(name: str) -> None:
    """Nothing is guessed."""
    assert full_name(name, "上海") == name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("省工信厅", "省工业和信息化厅", True),
        ("省经信厅", "省工信厅", True),
        ("省林草局", "省林业和草原局", True),
        ("省药监局", "市药监局", False),
        ("省科技厅", "省财政厅", False),
        ("省数据局", "省审批服务管理局", False),
        ("省环境保护厅", "省生态环境厅", False),
    ],
)
def test_one_office_under_several_names(one: str, other: str, same: bool) -> None:
    """Short and long names and the regional ones mean one office; levels and fields do not mix, reforms do not count here."""
    assert same_body(one, other) is same
    assert same_body(other, one) is same


def test_a_renaming_goes_one_way() -> None:
    """A reform gave the old body the new name, not the new one the old."""
    assert renamed("省环境保护厅", "省生态环境厅")
    assert not renamed("省生态环境厅", "省环境保护厅")
    assert renamed("省工信厅", "省工业和信息化厅")
