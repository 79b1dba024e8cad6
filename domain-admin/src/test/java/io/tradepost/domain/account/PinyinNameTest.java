package io.tradepost.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PinyinNameTest {
    @ParameterizedTest
    @CsvSource({
        "张三, zhangsan",
        "王小明, wangxiaoming",
        "张 三, zhangsan",
        "張偉, zhangwei",
        "欧阳娜娜, ouyangnana",
        "诸葛亮, zhugeliang",
        "司马光, simaguang",
        "上官婉儿, shangguanwaner",
        "令狐冲, linghuchong"
    })
    void aChineseNameIsOneWordOfFullPinyin(String name, String local) {
        assertThat(PinyinName.localPart(name)).isEqualTo(local);
    }

    @ParameterizedTest
    @CsvSource({
        "单田芳, shantianfang",
        "曾国藩, zengguofan",
        "仇英, qiuying",
        "解缙, xiejin",
        "查良镛, zhaliangyong",
        "任正非, renzhengfei",
        "朴树, piaoshu",
        "区志刚, ouzhigang",
        "盖叫天, gejiaotian",
        "缪杰, miaojie",
        "翟天临, zhaitianlin",
        "牟其中, mouqizhong",
        "覃海洋, qinhaiyang",
        "谌龙, chenlong",
        "华罗庚, hualuogeng",
        "卜算, busuan",
        "召忠, shaozhong",
        "种师道, chongshidao",
        "繁钦, poqin",
        "逄先知, pangxianzhi",
        "冼星海, xianxinghai",
        "万方, wanfang",
        "沈从文, shencongwen",
        "葉問, yewen",
        "單雄信, shanxiongxin",
        "秘书长, bishuchang"
    })
    void aSurnameIsReadAsASurname(String name, String local) {
        assertThat(PinyinName.localPart(name)).isEqualTo(local);
    }

    @ParameterizedTest
    @CsvSource({
        "尉迟恭, yuchigong",
        "尉健行, weijianxing",
        "万俟卨, moqixie",
        "长孙无忌, zhangsunwuji",
        "拓跋宏, tuobahong",
        "澹台灭明, tantaimieming",
        "单于敏, shanyumin"
    })
    void twoCharactersOfASurnameAreReadTogether(String name, String local) {
        assertThat(PinyinName.localPart(name)).isEqualTo(local);
    }

    @ParameterizedTest
    @CsvSource({"朱单, zhudan", "王任重, wangrenzhong", "李解, lijie", "何曾, hezeng", "赵珩, zhaoheng", "陈晟, chensheng"})
    void theSameCharacterInAGivenNameIsReadAsUsual(String name, String local) {
        assertThat(PinyinName.localPart(name)).isEqualTo(local);
    }

    @ParameterizedTest
    @CsvSource({"吕布, lvbu", "孙女士, sunnvshi", "徐略, xulve"})
    void umlautIsTheKeyThatPeoplePress(String name, String local) {
        assertThat(PinyinName.localPart(name)).isEqualTo(local);
    }

    @ParameterizedTest
    @CsvSource({
        "John Smith, john.smith",
        "ＪＯＨＮ　Ｓｍｉｔｈ, john.smith",
        "José-María Muñoz, jose-maria.munoz",
        "Søren Ångström, soren.angstrom",
        "Łukasz Groß, lukasz.gross",
        "O'Brien, obrien",
        "J. R. R. Tolkien, j.r.r.tolkien",
        "王芳 Linda, wangfang.linda",
        "Linda 王芳, linda.wangfang",
        "Anna张, anna.zhang",
        "阿卜杜·热合曼, abudu.reheman",
        "阿卜杜•热合曼, abudu.reheman",
        "单·史密斯, dan.shimisi"
    })
    void otherNamesKeepTheirWordsApart(String name, String local) {
        assertThat(PinyinName.localPart(name)).isEqualTo(local);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Иван Петров", "田中さくら", "김민수", "张三(销售)", "a@b", "张\u0000三", "😀"})
    void aCharacterWithoutAReadingIsNamed(String name) {
        assertThatThrownBy(() -> PinyinName.localPart(name))
                .isInstanceOf(AccountException.class)
                .hasMessageContaining("give the address yourself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "···", "---", "'"})
    void aNameWithoutALetterIsRefused(String name) {
        assertThatThrownBy(() -> PinyinName.localPart(name)).isInstanceOf(AccountException.class);
    }

    @Test
    void whatComesOutIsAlwaysTheLocalPartOfAnAddress() {
        for (int character = 0x4E00; character <= 0x9FA5; character++) {
            String name = "张" + Character.toString(character);
            try {
                AddressBook.requireForPersons(AccountAddress.of(PinyinName.localPart(name), "huamao.example"));
            } catch (AccountException unread) {
                assertThat(unread).hasMessageContaining("give the address yourself");
            }
        }
    }

    @Test
    void aNameLongerThanAnAddressMayBeIsRefused() {
        assertThatThrownBy(() -> PinyinName.localPart("x".repeat(70)))
                .isInstanceOf(AccountException.class)
                .hasMessageContaining("too long");
    }
}
