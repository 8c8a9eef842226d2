"""Given names that tell a person, and a man from a woman, by themselves."""

from __future__ import annotations

MALE = frozenset(
    """aaron abdul abdullah abraham adam adrian ahmed ahmad alan albert alberto alejandro alessandro alex alexander
    alexandre alexei ali alistair allan allen alfred alfredo amir anders andre andrea andreas andrew andrey andy angelo
    angus anthony antoine anton antonio antony arnold arthur ashraf austin barack barry ben benedict benjamin benny
    bernard bernie bert bill billy bob bobby boris brad bradley brandon brendan brent brett brian bruce bryan calvin
    carl carlo carlos cedric charles charlie chris christian christopher clarence claude claudio clive clyde colin
    conrad craig curtis cyril dale damian dan daniel danny darren dave david dean denis dennis derek desmond diego
    dieter dimitri dmitri dmitry dominic dominique don donald doug douglas duncan dwight dylan earl ed eddie edgar
    edmund eduardo edward edwin elliot emanuel emilio emmanuel enrique eric erik ernest ernesto ethan eugene evan
    fabio felipe felix ferdinand fernando fidel floyd francesco francis francisco francois frank franklin franz fred
    frederick fyodor gabriel gareth garry gary gavin gene geoff geoffrey george gerald gerard gerhard giovanni giuseppe
    glen glenn gordon graham grant greg gregory guillermo gunther gustavo guy hamid hans harold harry harvey hassan
    hector helmut henri henry herbert herman hernan hugh hugo hussein ian ibrahim igor imran ismail ivan jack jacob
    jacques jake james jamie jan jared jason javier jay jeff jefferson jeffrey jens jeremy jerome jerry jesse jesus jim
    jimmy joachim joao joe joel johann johannes john johnny jon jonathan jordan jorge jose josef joseph josh joshua juan
    juergen julian julio justin karim karl keith ken kenneth kevin khalid kirk klaus kofi konstantin kurt kyle lance
    larry lars laurence lawrence lee leo leon leonard leonardo lewis liam lionel lloyd lorenzo louis luca lucas luigi
    luis luiz luke mahmoud malcolm manuel marc marcel marcelo marco marcus mario mark markus martin marty marvin mathew
    matt matthew maurice mauricio max maxim michael michel miguel mike mikhail milan mitch mitt mohamed mohammad mohammed
    morgan moses muhammad murray mustafa nabil narendra nathan nathaniel neil nelson nicholas nick nicolas nigel nikolai
    noah noel norman oleg oliver omar oscar osama otto owen pablo patrick paul paulo pedro pete peter phil philip
    philippe phillip pierre pranab rahul rajiv ralph ramon randall randy raul ray raymond reginald rex ricardo richard
    rick rob robert roberto robin rod rodney rodrigo roger roland roman ron ronald ross roy rudolf rudy rupert russell
    ryan saddam said saif salman sam samuel sandro santiago scott sean sebastian serge sergei sergey sergio seth shane
    shaun shawn sidney silvio simon stanley stefan stephen sterling steve steven stewart stuart sylvester tariq ted
    terence terry theodore thomas tim timothy tobias todd tom tommy tony travis trevor tyler umar vernon vicente victor
    viktor vince vincent vittorio vladimir volodymyr wallace walter warren wayne werner wesley wilhelm will william
    winston wolfgang xavier yasser yitzhak yuri yusuf zachary zaki benyamin binyamin ehud shimon recep bashar hosni
    hamdullah nouri jalal ayman hamza rafael rafiq ashton elon jeb newt rand marco ted barney chuck mick""".split()
)
FEMALE = frozenset(
    """abigail adele agnes aisha alexandra alexis alia alice alicia alison allison amanda amber amelia amina amy ana
    anastasia andrea angela angelica angelina anita ann anna anne annette annie antonia april arlene ashley astrid
    audrey barbara beatrice benazir bernadette bernice bertha beth betty beverly bonnie brenda bridget brigitte camilla
    candice carla carly carmen carol caroline carolyn carrie cassandra catherine cathy cecilia celia charlene charlotte
    chelsea cheryl chloe christina christine cindy claire clara claudia colette colleen condoleezza connie constance
    cristina cynthia daisy dana daniela danielle dawn debbie deborah debra denise diana diane dilma dolores donna
    dorothy edith eileen elaine eleanor elena elisabeth elise elizabeth ella ellen elsa emily emma erica erin estelle
    esther ethel eva eve evelyn faith fatima felicia fiona florence frances francesca gabriela gabrielle gail geraldine
    gertrude gillian gina ginger giulia glenda gloria grace greta gwen hannah harriet hazel heather heidi helen helena
    helene hilary hilda hillary holly ida imelda indira ingrid irene irina iris isabel isabella isabelle ivanka jackie
    jacqueline jamila jan jane janet janice jasmine jean jeanette jeanne jenna jennifer jenny jessica jill joan joanna
    joanne jocelyn jodie josephine joy joyce juanita judith judy julia juliana julie juliet june karen karin kate
    katherine kathleen kathryn kathy katie katrina kay kelly kimberly kirsten kristen kristin kristina laila lana laura
    lauren laurie leah leila lena leslie leticia lillian lily linda lisa liz lois loretta lorraine louise lucia lucille
    lucy luisa lydia lynn lynne mabel madeleine madeline maggie malala manuela marcia margaret margarita maria marian
    marianne marie marilyn marina marion marjorie marlene marta martha mary maureen maxine megan meghan melanie melinda
    melissa mercedes meredith michelle mildred millicent mindy miranda miriam molly mona monica monique muriel myra
    nadia nancy naomi natalia natalie natasha nicola nicole nina nora norma olga olivia oprah pamela patricia patty
    paula pauline penelope penny phyllis polly priscilla priti rachel ramona raquel rebecca regina renee rhonda rita
    roberta rodaba rosa rosalind rose rosemary roxanne ruby ruth sabrina sally samantha sandra sandy sarah sara sasha
    sehar selma shannon sharon sheila shelley shirley silvia simone sofia sonia sonya sophia sophie stacey stefania
    stella stephanie sue suella susan susana suzanne svetlana sylvia tamara tania tanya tara tatiana teresa theresa
    tina tracy ursula valentina valerie vanessa vera veronica vicky victoria viola violet virginia vivian wanda wendy
    whitney winifred yasmin yolanda yulia yvette yvonne zainab zoe aung megyn kellyanne kamala nikki""".split()
)
GIVEN = MALE | FEMALE
